using System.Runtime.CompilerServices;

namespace Exchange.Domain.Money;

/// <summary>
/// The case that nearly all arithmetic of the exchange is: factors and divisor of 64 bits and a quotient of 64, with
/// the
/// product between them of 128. Same digits as <see cref="Exact"/>, in a fraction of the time.
/// </summary>
internal static class Exact64
{
    /// <summary>a · b ÷ divisor, rounded once; false if a number is too long for this way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiplyDivide(Int128 a, Int128 b, Int128 divisor, Rounding rounding, out Int128 result)
    {
        long x = (long)a, y = (long)b, z = (long)divisor;
        if (x == a && y == b && z == divisor)
        {
            return TryMultiplyDivide(x, y, z, rounding, out result);
        }

        result = default;
        return false;
    }

    // A product whose upper half reaches the divisor has a quotient of more than 64 bits; so has any over zero.
    private static bool TryMultiplyDivide(long a, long b, long divisor, Rounding rounding, out Int128 result)
    {
        var d = Magnitude(divisor);
        var high = Math.BigMul(Magnitude(a), Magnitude(b), out var low);
        if (high >= d)
        {
            result = default;
            return false;
        }

        var quotient = high == 0 ? low / d : (ulong)(new UInt128(high, low) / d);
        var remainder = low - (quotient * d);
        UInt128 rounded = quotient;
        if (remainder != 0 && RoundsAway(quotient, remainder, d, rounding))
        {
            rounded++;
        }

        result = (a ^ b ^ divisor) < 0 ? -(Int128)rounded : (Int128)rounded;
        return true;
    }

    private static bool RoundsAway(ulong quotient, ulong remainder, ulong divisor, Rounding rounding)
    {
        var rest = divisor - remainder;
        return rounding switch
        {
            Rounding.Down => false,
            Rounding.Up => true,
            _ => remainder > rest || (remainder == rest && (quotient & 1) == 1),
        };
    }

    private static ulong Magnitude(long value) => unchecked((ulong)(value < 0 ? -value : value));
}
