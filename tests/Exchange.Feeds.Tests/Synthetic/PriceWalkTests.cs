using Exchange.Domain.Money;
using Exchange.Feeds.Synthetic;
using static Exchange.Feeds.Tests.Money;

namespace Exchange.Feeds.Tests.Synthetic;

public sealed class PriceWalkTests
{
    private const int Steps = 20_000;

    private static readonly SyntheticOptions Hourly = new() { Interval = TimeSpan.FromHours(1), JumpsPerYear = 0 };

    [Fact]
    public void The_same_seed_gives_the_same_prices_and_another_does_not()
    {
        Assert.Equal(Walk(Hourly, 1000), Walk(Hourly, 1000));
        Assert.NotEqual(Walk(Hourly, 1000), Walk(Hourly with { Seed = 43 }, 1000));
    }

    [Fact]
    public void These_prices_belong_to_seed_42_for_ever()
    {
        var prices = Walk(new SyntheticOptions(), 3);
        Assert.Equal([Of("60000"), Of("3000")], prices[0]);
        Assert.Equal([Of("59997.09"), Of("2999.85")], prices[1]);
        Assert.Equal([Of("59995.37"), Of("2999.86")], prices[2]);
    }

    [Fact]
    public void Markets_move_together_as_much_as_asked()
    {
        foreach (var wanted in new[] { 0, 0.5, 0.8, 1 })
        {
            var (btc, eth) = Changes(Walk(Hourly with { Correlation = wanted }, Steps));
            Assert.InRange(Correlation(btc, eth), wanted - 0.02, wanted + 0.02);
        }
    }

    [Fact]
    public void Changes_spread_as_much_as_the_volatility_says()
    {
        var (btc, eth) = Changes(Walk(Hourly, Steps));
        var scale = Math.Sqrt(365.25 * 24);
        Assert.InRange(Deviation(btc) * scale, 0.58, 0.62);
        Assert.InRange(Deviation(eth) * scale, 0.725, 0.775);
    }

    [Fact]
    public void Jumps_come_as_often_as_asked_and_to_all_markets()
    {
        var calm = Hourly with
        {
            Markets = [.. SyntheticMarket.Usual.Select(market => market with { VolatilityAnnual = 0 })],
            JumpsPerYear = 365.25,
            JumpSize = 0.05,
        };
        var (btc, eth) = Changes(Walk(calm, Steps));
        var jumps = btc.Count(change => change != 0);
        Assert.InRange(jumps, Steps / 24 * 0.85, Steps / 24 * 1.15);
        Assert.Equal(btc.Select(change => change != 0), eth.Select(change => change != 0));
    }

    [Fact]
    public void Prices_stay_positive_multiples_of_the_tick_in_the_wildest_market()
    {
        var wild = Hourly with
        {
            Markets = [new("WILD-USD", Of("0.00001"), 10), new("HIGH-USD", Of("1000000"), 10)],
            Interval = TimeSpan.FromDays(1),
            JumpsPerYear = 10_000,
            JumpSize = 1,
        };
        Assert.All(Walk(wild, Steps).SelectMany(row => row), price => Assert.True(price.IsPositive));
        Assert.All(Walk(wild, Steps), row => Assert.True(row[1].Parts % 1_000_000 == 0));
    }

    [Theory]
    [InlineData("60000", "0.01")]
    [InlineData("3000", "0.01")]
    [InlineData("20", "0.0001")]
    [InlineData("0.5", "0.000001")]
    [InlineData("0.00001", "0.00000001")]
    public void The_tick_size_fits_the_price(string price, string tick) =>
        Assert.Equal(Of(tick), new SyntheticMarket("X-USD", Of(price), 0.5).TickSize);

    private static List<Amount[]> Walk(SyntheticOptions options, int count)
    {
        var walk = new PriceWalk(options);
        var rows = new List<Amount[]>(count);
        for (var row = 0; row < count; row++)
        {
            rows.Add([.. walk.Prices]);
            walk.Step();
        }

        return rows;
    }

    private static (double[] First, double[] Second) Changes(List<Amount[]> rows)
    {
        return (Of(0), Of(1));

        double[] Of(int market) =>
        [
            .. rows.Zip(rows.Skip(1), (row, next) => Math.Log((double)next[market].Parts / (double)row[market].Parts)),
        ];
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average() / (Deviation(a) * Deviation(b));
    }
}
