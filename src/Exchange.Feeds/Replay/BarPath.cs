using Exchange.Domain.Money;

namespace Exchange.Feeds.Replay;

/// <summary>
/// The way a price takes through a bar. A rising bar goes open, low, high, close; a falling one open, high, low, close;
/// one that ends where it began goes to the nearer end first. Between these four lie interpolated steps.
/// </summary>
public static class BarPath
{
    private const int Legs = 3;

    /// <summary>How many points the way has with so many steps between its four corners.</summary>
    public static int PointCount(int stepsPerLeg) => (Legs * (stepsPerLeg + 1)) + 1;

    /// <summary>
    /// The points in their order. Point i of n lies i/n of the length after the open: the first exactly on the open,
    /// the last, which is the close, short of the end, so that the next bar's open always comes later.
    /// </summary>
    /// <param name="bar">The bar.</param>
    /// <param name="length">How long it lasts; at least a microsecond for each point.</param>
    /// <param name="stepsPerLeg">Points between two corners, 0 or more.</param>
    public static IEnumerable<(DateTimeOffset Time, Amount Price)> Points(Bar bar, TimeSpan length, int stepsPerLeg)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepsPerLeg);
        var count = PointCount(stepsPerLeg);
        ArgumentOutOfRangeException.ThrowIfLessThan(length.Ticks, count * TimeSpan.TicksPerMicrosecond, nameof(length));
        return Walk(bar, length.Ticks, stepsPerLeg + 1, count);
    }

    private static IEnumerable<(DateTimeOffset Time, Amount Price)> Walk(Bar bar, long ticks, int parts, int count)
    {
        var lowFirst = LowFirst(bar);
        Amount[] corners = [bar.Open, lowFirst ? bar.Low : bar.High, lowFirst ? bar.High : bar.Low, bar.Close];
        for (var point = 0; point < count; point++)
        {
            var (leg, part) = Math.DivRem(point, parts);
            var price = part == 0 ? corners[leg] : Between(corners[leg], corners[leg + 1], part, parts);
            var offset = (long)((Int128)ticks * point / count);
            yield return (bar.OpenTime.AddTicks(offset), price);
        }
    }

    private static bool LowFirst(Bar bar) =>
        bar.Close == bar.Open ? bar.Open - bar.Low <= bar.High - bar.Open : bar.Close > bar.Open;

    private static Amount Between(Amount from, Amount to, int part, int parts) =>
        from + Amount.FromParts(Exact.MultiplyDivide((to - from).Parts, part, parts, Rounding.HalfEven));
}
