using Exchange.Domain.Money;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Tests.Model;

/// <summary>The arithmetic of the model, at the edges of its three roundings.</summary>
public sealed class FractionTests
{
    [Theory]
    [InlineData(1, 3, "0.33333333", "0.33333334", "0.33333333")]
    [InlineData(-1, 3, "-0.33333333", "-0.33333334", "-0.33333333")]
    [InlineData(2, 3, "0.66666666", "0.66666667", "0.66666667")]
    [InlineData(1, 200_000_000, "0.00000000", "0.00000001", "0.00000000")]
    [InlineData(3, 200_000_000, "0.00000001", "0.00000002", "0.00000002")]
    [InlineData(-3, 200_000_000, "-0.00000001", "-0.00000002", "-0.00000002")]
    [InlineData(-5, 200_000_000, "-0.00000002", "-0.00000003", "-0.00000002")]
    [InlineData(7, -1, "-7.00000000", "-7.00000000", "-7.00000000")]
    public void It_rounds_in_three_ways(long above, long below, string down, string up, string halfEven)
    {
        var fraction = (Fraction)above / below;

        Assert.Equal(down, fraction.Down().ToString());
        Assert.Equal(up, fraction.Up().ToString());
        Assert.Equal(halfEven, fraction.HalfEven().ToString());
    }

    [Fact]
    public void It_is_exact_and_equal_however_it_came_to_be()
    {
        var third = (Fraction)1 / 3;

        Assert.Equal(Fraction.One, third + third + third);
        Assert.True(third * 6 == 2 && third < Fraction.One && third - third == Fraction.Zero);
        Assert.Equal((Fraction)Amount.Parse("0.25"), Fraction.One / 4);
        Assert.Equal("0.33333333…", third.ToString());
        Assert.Equal("3.333330", ((Fraction)10 / 3).HalfEven(5).ToString()[..8]);
    }
}
