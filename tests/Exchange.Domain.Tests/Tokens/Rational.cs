using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tests.Tokens;

/// <summary>An exact fraction of any size: slow, and too simple to be wrong.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    public static implicit operator Rational(Amount amount) => new((BigInteger)amount.Parts, Amount.Scale);

    public static implicit operator Rational(long value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + new Rational(-b.Numerator, b.Denominator);

    public static Rational operator *(Rational a, Rational b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => b.Numerator.Sign < 0
        ? new(-a.Numerator * b.Denominator, a.Denominator * -b.Numerator)
        : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator >(Rational a, Rational b) =>
        a.Numerator * b.Denominator > b.Numerator * a.Denominator;

    public static bool operator <(Rational a, Rational b) => b > a;

    /// <summary>Toward zero.</summary>
    public Amount Down() => Make(BigInteger.Abs(Numerator) * Amount.Scale / Denominator);

    /// <summary>Away from zero.</summary>
    public Amount Up() => Make(((BigInteger.Abs(Numerator) * Amount.Scale) + Denominator - 1) / Denominator);

    /// <summary>To the nearest, halves to even.</summary>
    public Amount HalfEven()
    {
        var twice = 2 * BigInteger.Abs(Numerator) * Amount.Scale;
        var rounded = (twice + Denominator) / (2 * Denominator);
        var tie = (twice + Denominator) % (2 * Denominator) == 0;
        return Make(tie && !rounded.IsEven ? rounded - 1 : rounded);
    }

    private Amount Make(BigInteger magnitude) => Amount.FromParts((Int128)(magnitude * Numerator.Sign));
}
