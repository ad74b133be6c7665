using Exchange.Domain.Markets;
using Exchange.Gateway.Refusals;
using Exchange.V1;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Gateway.Input;

/// <summary>Reads prices. A bad one is counted and its neighbours taken, so nothing is thrown here.</summary>
internal static class Ticks
{
    // What Timestamp can hold by its definition: the years 1 to 9999.
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;
    private const int NanosMax = 999_999_999;

    /// <summary>The reason why a price is refused at once, or null.</summary>
    public static string? TryRead(PublishPricesRequest request, out PriceTick tick)
    {
        tick = default;
        if (!Ids.IsMarket(request.Market))
        {
            return RefusalTable.Of(Domain.Refusal.UnknownMarket).Reason;
        }

        var refusal = Amounts.TryReadPositive(request.Price, out var price);
        if (refusal != Domain.Refusal.None)
        {
            return RefusalTable.Of(refusal).Reason;
        }

        if (request.EventTime is not { } time)
        {
            return Reasons.EventTimeMissing;
        }

        if (!IsValid(time))
        {
            return Reasons.EventTimeMalformed;
        }

        if (request.Source.Length > Texts.SourceLengthMax)
        {
            return Reasons.TextTooLong;
        }

        tick = new PriceTick(request.Market, price, time.ToDateTimeOffset(), request.Sequence, request.Source);
        return null;
    }

    private static bool IsValid(Timestamp time) =>
        time.Seconds is >= SecondsMin and <= SecondsMax && time.Nanos is >= 0 and <= NanosMax;
}
