using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Workload;

/// <summary>Draws tokens: usual terms, and each term at times at its edge.</summary>
internal static class ListingDraw
{
    private static readonly int[] Leverages = [3, -3, 2, -2, -1, 5, -5, 1];

    public static List<ListingPlan> Draw(Chance chance, IReadOnlyList<MarketPlan> markets, TimeSpan span)
    {
        var listings = new List<ListingPlan>();
        var count = chance.Below(4) + 2;
        for (var number = 0; number < count; number++)
        {
            var terms = Terms(chance, chance.Of(markets).Market, number);

            // The first is there from the beginning; others may come while the exchange is in full swing.
            var at = number == 0 || chance.Hits(0.6)
                ? TimeSpan.FromSeconds(chance.Below(60))
                : chance.Between(TimeSpan.Zero, span * 0.8);
            listings.Add(new ListingPlan(at, terms));
        }

        return listings;
    }

    private static TokenTerms Terms(Chance chance, string market, int number)
    {
        var leverage = chance.Of(Leverages);
        var symbol = $"{market.Split('-')[0]}{Math.Abs(leverage)}{(leverage > 0 ? "L" : "S")}{number}";
        var usual = TokenTerms.Usual(symbol, market, Amount.FromInteger(leverage));
        return usual with
        {
            Basket = usual.Basket with
            {
                NavInitial = Amount.Parse(chance.Of(["100", "100", "1", "0.01", "12345.678"])),
                SpreadRate = Share(chance, usual.Basket.SpreadRate, "0", "0.05"),
                CreationFeeRate = Share(chance, usual.Basket.CreationFeeRate, "0", "0.01"),
                RedemptionFeeRate = Share(chance, usual.Basket.RedemptionFeeRate, "0", "0.01"),
                ManagementFeeRateDaily = Share(chance, usual.Basket.ManagementFeeRateDaily, "0", "0.01"),
                RebalanceCostRate = Share(chance, usual.Basket.RebalanceCostRate, "0", "0.005"),
                OrderMin = Amount.Parse(chance.Of(["1", "1", "0.00000001", "10"])),
            },
            RebalanceTimes = Times(chance),
            LeverageMin = chance.Hits(0.3) ? Amount.FromInteger(leverage).Abs().MultiplyDown(Amount.Parse("0.75"))
                : Amount.Zero,
            StalenessLimitSeconds = (int)chance.Between(90, 400),
            OrderCap = chance.Hits(0.3) ? Amount.FromInteger(chance.Between(500, 5_000)) : null,
            WalletCap = chance.Hits(0.2) ? Amount.FromInteger(chance.Between(5, 500)) : null,
            TokenCap = chance.Hits(0.2) ? Amount.FromInteger(chance.Between(50, 5_000)) : null,
        };
    }

    // The usual one in most cases.
    private static Amount Share(Chance chance, Amount usual, string least, string most) =>
        chance.Below(10) switch { 0 => Amount.Parse(least), 1 => Amount.Parse(most), _ => usual };

    private static TimeOnly[] Times(Chance chance) =>
        [.. Enumerable.Range(0, chance.Of([1, 1, 3, 6]))
            .Select(_ => new TimeOnly(chance.Below(24), chance.Below(60)))
            .Distinct()
            .Order()];
}
