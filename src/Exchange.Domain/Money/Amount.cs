using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Exchange.Domain.Money;

/// <summary>
/// A signed fixed-point number with 8 decimals: cash, units, positions, prices and rates. Sums and products that do not
/// fit are an error, never a wrap. The name of an operation says how it rounds.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(AmountJsonConverter))]
public readonly partial struct Amount : IEquatable<Amount>, IComparable<Amount>
{
    /// <summary>Decimals kept.</summary>
    public const int Decimals = 8;

    /// <summary>How many smallest parts make one.</summary>
    public const long Scale = 100_000_000;

    private Amount(Int128 parts) => Parts = parts;

    /// <summary>The number in parts of 10^-8.</summary>
    public Int128 Parts { get; }

    public static Amount Zero => default;

    public static Amount One => new(Scale);

    /// <summary>The largest magnitude accepted from outside: 10^18.</summary>
    public static Amount InputMax => FromInteger(1_000_000_000_000_000_000);

    public bool IsZero => Parts == 0;

    public bool IsNegative => Int128.IsNegative(Parts);

    public bool IsPositive => Parts > 0;

    public static Amount FromParts(Int128 parts) => new(parts);

    public static Amount FromInteger(long value) => new((Int128)value * Scale);

    public static Amount operator +(Amount a, Amount b) => new(checked(a.Parts + b.Parts));

    public static Amount operator -(Amount a, Amount b) => new(checked(a.Parts - b.Parts));

    public static Amount operator -(Amount a) => new(checked(-a.Parts));

    public static bool operator ==(Amount a, Amount b) => a.Parts == b.Parts;

    public static bool operator !=(Amount a, Amount b) => a.Parts != b.Parts;

    public static bool operator <(Amount a, Amount b) => a.Parts < b.Parts;

    public static bool operator >(Amount a, Amount b) => a.Parts > b.Parts;

    public static bool operator <=(Amount a, Amount b) => a.Parts <= b.Parts;

    public static bool operator >=(Amount a, Amount b) => a.Parts >= b.Parts;

    public static Amount Min(Amount a, Amount b) => a <= b ? a : b;

    public static Amount Max(Amount a, Amount b) => a >= b ? a : b;

    public Amount Abs() => IsNegative ? -this : this;

    /// <summary>this · other, rounded as asked.</summary>
    public Amount Multiply(Amount other, Rounding rounding) =>
        new(Exact.MultiplyDivide(Parts, other.Parts, Scale, rounding));

    /// <summary>this · other, toward zero.</summary>
    public Amount MultiplyDown(Amount other) => Multiply(other, Rounding.Down);

    /// <summary>this · other, away from zero.</summary>
    public Amount MultiplyUp(Amount other) => Multiply(other, Rounding.Up);

    /// <summary>this · other, half to even.</summary>
    public Amount MultiplyHalfEven(Amount other) => Multiply(other, Rounding.HalfEven);

    /// <summary>this ÷ divisor, rounded as asked.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public Amount Divide(Amount divisor, Rounding rounding) =>
        new(Exact.MultiplyDivide(Parts, Scale, divisor.Parts, rounding));

    /// <summary>this ÷ divisor, toward zero.</summary>
    public Amount DivideDown(Amount divisor) => Divide(divisor, Rounding.Down);

    /// <summary>this ÷ divisor, away from zero.</summary>
    public Amount DivideUp(Amount divisor) => Divide(divisor, Rounding.Up);

    /// <summary>this ÷ divisor, half to even.</summary>
    public Amount DivideHalfEven(Amount divisor) => Divide(divisor, Rounding.HalfEven);

    /// <summary>this · factor ÷ divisor with one rounding at the end.</summary>
    public Amount Scaled(Amount factor, Amount divisor, Rounding rounding) =>
        new(Exact.MultiplyDivide(Parts, factor.Parts, divisor.Parts, rounding));

    public int CompareTo(Amount other) => Parts.CompareTo(other.Parts);

    public bool Equals(Amount other) => Parts == other.Parts;

    public override bool Equals(object? obj) => obj is Amount other && Equals(other);

    public override int GetHashCode() => Parts.GetHashCode();
}
