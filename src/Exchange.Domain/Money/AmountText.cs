using System.Globalization;

namespace Exchange.Domain.Money;

/// <summary>What became of a decimal string.</summary>
public enum AmountParse
{
    Parsed,

    /// <summary>Not a plain decimal: sign, digits, at most one point, no exponent, no blanks.</summary>
    Malformed,

    /// <summary>More than 8 decimals that are not zero.</summary>
    TooPrecise,

    /// <summary>Beyond ±10^18.</summary>
    OutOfRange,
}

public readonly partial struct Amount
{
    /// <summary>The longest text that is looked at.</summary>
    public const int TextLengthMax = 64;

    /// <summary>
    /// Reads a decimal string such as <c>-12.5</c>; exponents, blanks, plus signs and commas are not read.
    /// </summary>
    public static AmountParse TryParse(ReadOnlySpan<char> text, out Amount amount)
    {
        amount = Zero;
        var negative = text.Length > 0 && text[0] == '-';
        var digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > TextLengthMax)
        {
            return AmountParse.Malformed;
        }

        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !IsDigits(whole) || !IsDigits(fraction))
        {
            return AmountParse.Malformed;
        }

        return Assemble(whole.TrimStart('0'), fraction.TrimEnd('0'), negative, out amount);
    }

    /// <summary>Reads a decimal string that must be right, such as one written by this program.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Amount Parse(ReadOnlySpan<char> text)
    {
        // Stored amounts may exceed what is accepted from outside, so the range is not checked here.
        if (TryParse(text, out var amount) is AmountParse.Parsed or AmountParse.OutOfRange)
        {
            return amount;
        }

        throw new FormatException($"'{text}' is not an amount.");
    }

    /// <summary>The canonical text: always 8 decimals.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[TextLengthMax];
        var ok = TryFormat(buffer, out var written);
        System.Diagnostics.Debug.Assert(ok);
        return new string(buffer[..written]);
    }

    /// <summary>Writes the canonical text.</summary>
    public bool TryFormat(Span<char> destination, out int written)
    {
        var magnitude = IsNegative ? (UInt128)(-Parts) : (UInt128)Parts;
        var whole = magnitude / Scale;
        var fraction = (uint)(magnitude - (whole * Scale));
        written = 0;
        if (destination.Length < TextLengthMax)
        {
            return false;
        }

        if (IsNegative)
        {
            destination[written++] = '-';
        }

        var ok = whole <= ulong.MaxValue
            ? ((ulong)whole).TryFormat(destination[written..], out var count, default, CultureInfo.InvariantCulture)
            : whole.TryFormat(destination[written..], out count, default, CultureInfo.InvariantCulture);
        written += count;
        destination[written++] = '.';
        for (var place = Decimals - 1; place >= 0; place--)
        {
            destination[written + place] = (char)('0' + (fraction % 10));
            fraction /= 10;
        }

        written += Decimals;
        return ok;
    }

    private static AmountParse Assemble(
        ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, bool negative, out Amount amount)
    {
        amount = Zero;
        if (fraction.Length > Decimals)
        {
            return AmountParse.TooPrecise;
        }

        if (whole.Length > 30)
        {
            return AmountParse.OutOfRange;
        }

        Int128 parts = 0;
        foreach (var digit in whole)
        {
            parts = (parts * 10) + (digit - '0');
        }

        for (var place = 0; place < Decimals; place++)
        {
            parts = (parts * 10) + (place < fraction.Length ? fraction[place] - '0' : 0);
        }

        amount = new Amount(negative ? -parts : parts);
        return amount.Abs() > InputMax ? AmountParse.OutOfRange : AmountParse.Parsed;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
