using Exchange.Domain.Money;
using Exchange.Simulator.Prices;

namespace Exchange.Simulator.Tests.Prices;

/// <summary>Each path does what its name says, whatever the seed.</summary>
public sealed class PricePathTests
{
    private const int Day = 1440;
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(PathKind.Calm, 0.0, 0.2, 0.0, 0.01)]
    [InlineData(PathKind.Trend, 0.02, 0.6, 0.0, 0.02)]
    [InlineData(PathKind.Chop, 0.02, 0.4, 0.002, 0.06)]
    [InlineData(PathKind.Crash, 0.05, 0.8, 0.002, 0.4)]
    [InlineData(PathKind.Gap, 0.1, 0.9, 0.19, 0.61)]
    [InlineData(PathKind.Flat, 0.0, 0.05, 0.0, 0.0021)]
    public void A_path_moves_as_far_and_as_fast_as_it_should(
        object kind, double widthLeast, double widthMost, double stepLeast, double stepMost)
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var prices = Draw((PathKind)kind, seed).Select(price => (double)price.Parts).ToList();
            var width = (prices.Max() - prices.Min()) / prices[0];
            var step = prices.Zip(prices.Skip(1), (a, b) => Math.Abs((b / a) - 1)).Max();

            Assert.InRange(width, widthLeast, widthMost * 2);
            Assert.InRange(step, stepLeast, stepMost);
        }
    }

    [Fact]
    public void A_path_is_its_seed()
    {
        foreach (var kind in Enum.GetValues<PathKind>())
        {
            Assert.Equal(Draw(kind, 7), Draw(kind, 7));
        }

        Assert.NotEqual(Draw(PathKind.Calm, 7), Draw(PathKind.Calm, 8));
    }

    [Fact]
    public void Prices_are_multiples_of_their_grain_and_never_nothing()
    {
        var path = new PricePath(PathKind.Crash, 0.000012, 100);
        foreach (var price in path.Draw(new Chance(3), Tick, Day))
        {
            Assert.True(price.IsPositive);
            Assert.Equal(0, (long)(price.Parts % 100));
        }
    }

    private static IReadOnlyList<Amount> Draw(PathKind kind, ulong seed) =>
        new PricePath(kind, 60_000, 1_000_000).Draw(new Chance(seed), Tick, Day);
}
