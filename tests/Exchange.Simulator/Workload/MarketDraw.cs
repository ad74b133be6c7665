using Exchange.Simulator.Prices;

namespace Exchange.Simulator.Workload;

/// <summary>Draws markets: prices of five orders of magnitude, on every path.</summary>
internal static class MarketDraw
{
    // What a unit costs at first, and the grain of its prices in parts of 10^-8.
    private static readonly (string Market, double Price, long Grain)[] Known =
    [
        ("BTC-USD", 60_000, 1_000_000),
        ("ETH-USD", 3_000, 1_000_000),
        ("SOL-USD", 140, 1_000_000),
        ("DOGE-USD", 0.12, 1_000),
        ("PEPE-USD", 0.00001, 1),
    ];

    public static List<MarketPlan> Draw(Chance chance, TimeSpan tick, TimeSpan span)
    {
        var markets = new List<MarketPlan>();
        var first = chance.Below(Known.Length);
        for (var count = chance.Hits(0.5) ? 1 : 2; count > 0; count--)
        {
            var (market, price, grain) = Known[(first + count) % Known.Length];
            var kind = chance.Of(Enum.GetValues<PathKind>());
            var path = new PricePath(kind, price * (0.5 + chance.Unit()), grain);
            markets.Add(new MarketPlan(market, tick, path.Draw(chance, tick, (int)(span / tick)), kind.ToString()));
        }

        return markets;
    }
}
