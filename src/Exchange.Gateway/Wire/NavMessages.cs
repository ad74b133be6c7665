using Exchange.Contracts.Tokens;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Gateway.Wire;

/// <summary>Writes net asset values.</summary>
internal static class NavMessages
{
    public static V1.StreamNavResponse Write(NavUpdate update) => new()
    {
        Update = new V1.NavUpdate
        {
            Symbol = update.Symbol,
            Sequence = update.Sequence,
            Nav = update.Nav.ToString(),
            MarkPrice = AmountText.Write(update.Mark),
            TargetLeverage = AmountText.WriteLeverage(update.TargetLeverage),
            ActualLeverage = AmountText.WriteLeverage(update.Leverage),
            UnitsOutstanding = update.Units.ToString(),
            Collateral = update.Collateral.ToString(),
            Position = update.Position.ToString(),

            // Before the first mark there is no event whose time could be told.
            EventTime = update.Mark is null ? null : Timestamp.FromDateTimeOffset(update.EventTime),
            PublishTime = Timestamp.FromDateTimeOffset(update.PublishTime),
            Quality = Write(update.Quality),
            LeverageTriggerPrice = AmountText.Write(update.TriggerPrice),
        },
    };

    public static V1.Quality Write(Quality quality) => quality switch
    {
        Quality.Live => V1.Quality.Live,
        Quality.Stale => V1.Quality.Stale,
        Quality.Halted => V1.Quality.Halted,
        Quality.Terminated => V1.Quality.Terminated,
        _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, null),
    };
}
