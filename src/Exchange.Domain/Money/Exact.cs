using System.Numerics;

namespace Exchange.Domain.Money;

/// <summary>
/// Exact products and quotients of scaled integers, rounded once. Whatever fits 128 bits stays there; the rest goes
/// through <see cref="BigInteger"/>, which is slower and gives the same digits.
/// </summary>
public static class Exact
{
    /// <summary>a · b ÷ divisor, rounded once.</summary>
    /// <exception cref="OverflowException">The quotient does not fit 128 bits.</exception>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Int128 MultiplyDivide(Int128 a, Int128 b, Int128 divisor, Rounding rounding) =>
        Exact64.TryMultiplyDivide(a, b, divisor, rounding, out var result)
            ? result
            : MultiplyDivideWide(a, b, divisor, rounding);

    private static Int128 MultiplyDivideWide(Int128 a, Int128 b, Int128 divisor, Rounding rounding)
    {
        UInt128 x = Magnitude(a), y = Magnitude(b), d = Magnitude(divisor);
        if (d == 0)
        {
            throw new DivideByZeroException();
        }

        if (BitLength(x) + BitLength(y) > 128)
        {
            return Narrow(Divide((BigInteger)a * b, divisor, rounding));
        }

        var negative = Int128.IsNegative(a) ^ Int128.IsNegative(b) ^ Int128.IsNegative(divisor);
        return Signed(Divide(Multiply(x, y), d, rounding), negative);
    }

    /// <summary>a · b · c ÷ divisor, rounded once.</summary>
    /// <exception cref="OverflowException">The quotient does not fit 128 bits.</exception>
    public static Int128 MultiplyDivide(Int128 a, Int128 b, Int128 c, Int128 divisor, Rounding rounding)
    {
        UInt128 x = Magnitude(a), y = Magnitude(b), z = Magnitude(c), d = Magnitude(divisor);
        if (d == 0)
        {
            throw new DivideByZeroException();
        }

        if (BitLength(x) + BitLength(y) + BitLength(z) > 128)
        {
            return Narrow(Divide((BigInteger)a * b * c, divisor, rounding));
        }

        var negative = Int128.IsNegative(a) ^ Int128.IsNegative(b) ^ Int128.IsNegative(c)
            ^ Int128.IsNegative(divisor);
        return Signed(Divide(x * y * z, d, rounding), negative);
    }

    /// <summary>numerator ÷ divisor of any size, rounded once.</summary>
    public static BigInteger Divide(BigInteger numerator, BigInteger divisor, Rounding rounding)
    {
        var quotient = BigInteger.DivRem(numerator, divisor, out var remainder);
        if (remainder.IsZero)
        {
            return quotient;
        }

        var away = rounding switch
        {
            Rounding.Down => false,
            Rounding.Up => true,
            _ => (BigInteger.Abs(remainder) * 2).CompareTo(BigInteger.Abs(divisor)) is var c
                && (c > 0 || (c == 0 && !quotient.IsEven)),
        };
        return away ? quotient + (numerator.Sign * divisor.Sign) : quotient;
    }

    /// <summary>An integer of any size as 128 bits.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static Int128 Narrow(BigInteger value) => (Int128)value;

    private static UInt128 Divide(UInt128 numerator, UInt128 divisor, Rounding rounding)
    {
        UInt128 quotient, remainder;
        if (numerator <= ulong.MaxValue && divisor <= ulong.MaxValue)
        {
            var (q, r) = Math.DivRem((ulong)numerator, (ulong)divisor);
            (quotient, remainder) = (q, r);
        }
        else
        {
            quotient = numerator / divisor;
            remainder = numerator - (quotient * divisor);
        }

        if (remainder == 0)
        {
            return quotient;
        }

        var half = divisor - remainder;
        return rounding switch
        {
            Rounding.Down => quotient,
            Rounding.Up => quotient + 1,
            _ when remainder > half => quotient + 1,
            _ when remainder == half && (quotient & 1) == 1 => quotient + 1,
            _ => quotient,
        };
    }

    private static UInt128 Multiply(UInt128 x, UInt128 y)
    {
        if (x > ulong.MaxValue || y > ulong.MaxValue)
        {
            return x * y;
        }

        var high = Math.BigMul((ulong)x, (ulong)y, out var low);
        return new UInt128(high, low);
    }

    private static Int128 Signed(UInt128 magnitude, bool negative)
    {
        if (magnitude > (UInt128)Int128.MaxValue)
        {
            throw new OverflowException("The amount does not fit 128 bits.");
        }

        return negative ? -(Int128)magnitude : (Int128)magnitude;
    }

    private static UInt128 Magnitude(Int128 value) =>
        Int128.IsNegative(value) ? UInt128.Zero - (UInt128)value : (UInt128)value;

    private static int BitLength(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);
}
