using Exchange.Domain.Money;

namespace Exchange.Domain.Markets;

/// <summary>What a feed remembers of its market in order to judge the next mark.</summary>
/// <param name="Price">The last mark taken; zero before the first.</param>
/// <param name="EventTime">When it was so.</param>
/// <param name="Suspect">An outlier that waits to be confirmed; zero if there is none.</param>
/// <param name="SuspectCount">How many marks have agreed with it.</param>
public readonly record struct MarkFilter(
    Amount Price, DateTimeOffset EventTime, Amount Suspect, int SuspectCount)
{
    /// <summary>How far ahead of the exchange's clock a source's clock may run.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(10);

    /// <summary>Judges a mark: taken or why not, and what to remember either way.</summary>
    /// <param name="outlierShare">A jump beyond this share of the last mark is an outlier.</param>
    /// <param name="confirmations">So many marks in a row near an outlier make it believed.</param>
    public (Refusal Refusal, MarkFilter Next) Judge(
        PriceTick tick, DateTimeOffset now, Amount outlierShare, int confirmations)
    {
        if (!tick.Price.IsPositive)
        {
            return (Refusal.AmountNotPositive, this);
        }

        if (tick.EventTime > now + SkewMax)
        {
            return (Refusal.MarkInFuture, this);
        }

        if (tick.EventTime < EventTime)
        {
            return (Refusal.MarkOutOfOrder, this);
        }

        if (Price.IsZero || IsNear(tick.Price, Price, outlierShare))
        {
            return (Refusal.None, new MarkFilter(tick.Price, tick.EventTime, Amount.Zero, 0));
        }

        // A second outlier far from the first is no confirmation: it begins the count anew.
        var agrees = !Suspect.IsZero && IsNear(tick.Price, Suspect, outlierShare);
        var count = agrees ? SuspectCount + 1 : 0;
        return count >= confirmations
            ? (Refusal.None, new MarkFilter(tick.Price, tick.EventTime, Amount.Zero, 0))
            : (Refusal.MarkQuarantined, this with { Suspect = tick.Price, SuspectCount = count });
    }

    private static bool IsNear(Amount price, Amount other, Amount share) =>
        (price - other).Abs() <= other.MultiplyDown(share);
}
