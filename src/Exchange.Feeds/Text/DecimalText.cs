using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Feeds.Text;

/// <summary>
/// Reads the decimals that others write: more than 8 decimals, exponents, a plus sign. Exact up to one rounding, half
/// to even, to 8 decimals; nothing ever passes through a floating-point number.
/// </summary>
internal static class DecimalText
{
    /// <summary>The longest text that is looked at; a longer one is no price.</summary>
    public const int LengthMax = 64;

    private const int ExponentMax = 64;

    /// <summary>False for anything that is not a decimal, or beyond ±10^18.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Amount amount)
    {
        switch (Amount.TryParse(text, out amount))
        {
            case AmountParse.Parsed:
                return true;
            case AmountParse.OutOfRange:
                return false;
        }

        amount = Amount.Zero;
        if (text.Length > LengthMax || !TrySplit(text, out var mantissa, out var shift))
            return false;

        shift += Amount.Decimals;
        var parts = shift >= 0
            ? mantissa * BigInteger.Pow(10, shift)
            : Exact.Divide(mantissa, BigInteger.Pow(10, -shift), Rounding.HalfEven);
        if (BigInteger.Abs(parts) > (BigInteger)Amount.InputMax.Parts)
            return false;

        amount = Amount.FromParts((Int128)parts);
        return true;
    }

    /// <summary>The text as mantissa · 10^shift.</summary>
    private static bool TrySplit(ReadOnlySpan<char> text, out BigInteger mantissa, out int shift)
    {
        mantissa = default;
        shift = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0 && !TryExponent(text[(e + 1)..], out shift))
            return false;

        var digits = e >= 0 ? text[..e] : text;
        var negative = digits.StartsWith('-');
        if (negative || digits.StartsWith('+'))
            digits = digits[1..];

        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction))
            return false;

        foreach (var digit in whole)
            mantissa = (mantissa * 10) + (digit - '0');

        foreach (var digit in fraction)
            mantissa = (mantissa * 10) + (digit - '0');

        shift -= fraction.Length;
        mantissa = negative ? -mantissa : mantissa;
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var negative = text.StartsWith('-');
        var digits = negative || text.StartsWith('+') ? text[1..] : text;
        if (digits.Length is 0 or > 3 || !AreDigits(digits))
            return false;

        foreach (var digit in digits)
            exponent = (exponent * 10) + (digit - '0');

        exponent = negative ? -exponent : exponent;
        return Math.Abs(exponent) <= ExponentMax;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
