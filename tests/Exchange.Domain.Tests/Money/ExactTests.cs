using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tests.Money;

/// <summary>The fast arithmetic against big integers, on random numbers of every length up to 10^26 parts.</summary>
public sealed class ExactTests
{
    [Theory]
    [InlineData(Rounding.Down)]
    [InlineData(Rounding.Up)]
    [InlineData(Rounding.HalfEven)]
    public void Equals_the_big_integer_twin(Rounding rounding)
    {
        var random = new Random(20260101 + (int)rounding);
        for (var round = 0; round < 50_000; round++)
        {
            Int128 a = Draw(random), b = Draw(random), c = Draw(random), d = Draw(random);
            if (d == 0)
            {
                continue;
            }

            Check(() => Exact.MultiplyDivide(a, b, d, rounding), Twin((BigInteger)a * b, d, rounding));
            Check(() => Exact.MultiplyDivide(a, b, c, d, rounding), Twin((BigInteger)a * b * c, d, rounding));
        }
    }

    /// <summary>Where 64 bits end, where a quotient just does or does not fit them, and where it rounds over.</summary>
    [Theory]
    [InlineData(Rounding.Down)]
    [InlineData(Rounding.Up)]
    [InlineData(Rounding.HalfEven)]
    public void Equals_the_big_integer_twin_at_the_edges(Rounding rounding)
    {
        Int128[] magnitudes =
        [
            1, 2, 3, Amount.Scale, (Int128)1 << 32, ((Int128)1 << 62) + 1, long.MaxValue - 1, long.MaxValue,
            (Int128)1 << 63, ((Int128)1 << 63) + 1, ulong.MaxValue, (Int128)1 << 64, ((Int128)1 << 65) - 1,
        ];
        Int128[] edges = [0, .. magnitudes, .. magnitudes.Select(value => -value)];
        foreach (var (a, b) in edges.SelectMany(a => edges.Select(b => (a, b))))
        {
            foreach (var d in edges.Where(d => d != 0))
            {
                var expected = Twin((BigInteger)a * b, d, rounding);
                // Beyond every amount; a fault and a result are both right.
                if (expected != (BigInteger)Int128.MinValue)
                {
                    Check(() => Exact.MultiplyDivide(a, b, d, rounding), expected);
                }
            }
        }
    }

    [Theory]
    [InlineData(5, 2, Rounding.HalfEven, 2)]
    [InlineData(7, 2, Rounding.HalfEven, 4)]
    [InlineData(-5, 2, Rounding.HalfEven, -2)]
    [InlineData(-7, 2, Rounding.HalfEven, -4)]
    [InlineData(-5, 2, Rounding.Up, -3)]
    [InlineData(-5, 2, Rounding.Down, -2)]
    [InlineData(1, 3, Rounding.Up, 1)]
    [InlineData(1, 3, Rounding.Down, 0)]
    [InlineData(2, -3, Rounding.HalfEven, -1)]
    public void Rounds_as_named(long numerator, long divisor, Rounding rounding, long expected) =>
        Assert.Equal(expected, (long)Exact.MultiplyDivide(numerator, 1, divisor, rounding));

    [Fact]
    public void A_zero_divisor_is_an_error() =>
        Assert.Throws<DivideByZeroException>(() => Exact.MultiplyDivide(1, 1, 0, Rounding.Down));

    // The definition: the multiple of one nearest to the exact quotient in the direction asked for.
    private static BigInteger Twin(BigInteger numerator, BigInteger divisor, Rounding rounding)
    {
        if (divisor.Sign < 0)
        {
            (numerator, divisor) = (-numerator, -divisor);
        }

        var magnitude = BigInteger.Abs(numerator);
        var rounded = rounding switch
        {
            Rounding.Down => magnitude / divisor,
            Rounding.Up => (magnitude + divisor - 1) / divisor,
            _ => HalfEven(magnitude, divisor),
        };
        return rounded * numerator.Sign;
    }

    private static BigInteger HalfEven(BigInteger magnitude, BigInteger divisor)
    {
        var floor = ((2 * magnitude) + divisor) / (2 * divisor);
        var tie = ((2 * magnitude) + divisor) % (2 * divisor) == 0;
        return tie && !floor.IsEven ? floor - 1 : floor;
    }

    private static void Check(Func<Int128> fast, BigInteger expected)
    {
        if (BigInteger.Abs(expected) > (BigInteger)Int128.MaxValue)
        {
            Assert.Throws<OverflowException>(() => fast());
            return;
        }

        Assert.Equal(expected, (BigInteger)fast());
    }

    private static Int128 Draw(Random random)
    {
        var value = (((Int128)random.NextInt64()) << 63) | (Int128)random.NextInt64();
        value >>= random.Next(39, 126);
        return random.Next(2) == 0 ? value : -value;
    }
}
