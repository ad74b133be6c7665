using Exchange.Domain.Money;
using Exchange.Feeds.Replay;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Replay;

public sealed class BarPathTests
{
    [Theory]
    [InlineData("10", "14", "9", "13", "10 9 14 13")]
    [InlineData("13", "14", "9", "10", "13 14 9 10")]
    [InlineData("10", "14", "9", "10", "10 9 14 10")]
    [InlineData("13", "14", "9", "13", "13 14 9 13")]
    [InlineData("10", "10", "10", "10", "10 10 10 10")]
    public void Goes_to_the_low_first_when_it_rises(string open, string high, string low, string close, string way)
    {
        var points = Points(new Bar(Start, Of(open), Of(high), Of(low), Of(close)), 0);
        Assert.Equal(way.Split(' ').Select(text => Of(text)), points.Select(point => point.Price));
    }

    [Fact]
    public void Spreads_the_points_evenly_and_ends_before_the_bar_does()
    {
        var points = Points(new Bar(Start, Of("10"), Of("14"), Of("9"), Of("13")), 4);
        Assert.Equal(16, points.Count);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => After(i * 225)), points.Select(point => point.Time));
    }

    [Fact]
    public void Interpolates_in_a_straight_line_rounded_half_to_even()
    {
        var points = Points(new Bar(Start, Of("1"), Of("1.00000003"), Of("1"), Of("1.00000003")), 1);
        string[] expected = ["1", "1", "1", "1.00000002", "1.00000003", "1.00000003", "1.00000003"];
        Assert.Equal(expected.Select(text => Of(text)), points.Select(point => point.Price));
    }

    [Fact]
    public void Stays_between_low_and_high_and_meets_all_four_prices()
    {
        var chance = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            var low = 1 + chance.NextInt64(1_000_000_000_000);
            var high = low + chance.NextInt64(1_000_000_000);
            var (open, close) = (Between(low, high), Between(low, high));
            var bar = new Bar(Start, open, Amount.FromParts(high), Amount.FromParts(low), close);
            var points = Points(bar, run % 7);
            var prices = points.ConvertAll(point => point.Price);
            Assert.Equal(bar.Open, prices[0]);
            Assert.Equal(bar.Close, prices[^1]);
            Assert.Equal(bar.High, prices.Max());
            Assert.Equal(bar.Low, prices.Min());
            Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.Time < pair.Second.Time));
            Assert.True(points[^1].Time < Start.AddHours(1));
        }

        Amount Between(long low, long high) => Amount.FromParts(chance.NextInt64(low, high + 1));
    }

    private static List<(DateTimeOffset Time, Amount Price)> Points(Bar bar, int stepsPerLeg) =>
        [.. BarPath.Points(bar, TimeSpan.FromHours(1), stepsPerLeg)];
}
