using Exchange.Domain.Money;

namespace Exchange.Feeds.Live;

internal static class Median
{
    /// <summary>The middle one; of an even number the mean of the middle two, half to even. Sorts the span.</summary>
    public static Amount Of(Span<Amount> prices)
    {
        ArgumentOutOfRangeException.ThrowIfZero(prices.Length);
        prices.Sort();
        var middle = prices.Length / 2;
        return prices.Length % 2 == 1
            ? prices[middle]
            : Amount.FromParts(
                Exact.MultiplyDivide((prices[middle - 1] + prices[middle]).Parts, 1, 2, Rounding.HalfEven));
    }
}
