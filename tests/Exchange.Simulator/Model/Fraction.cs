using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Simulator.Model;

/// <summary>
/// An exact fraction, as slow and as plain as can be. It shares no arithmetic with the product: what both agree on is
/// right for two reasons.
/// </summary>
internal readonly struct Fraction : IComparable<Fraction>, IEquatable<Fraction>
{
    private readonly BigInteger _above;
    private readonly BigInteger _below;

    private Fraction(BigInteger above, BigInteger below)
    {
        _above = below.Sign < 0 ? -above : above;
        _below = BigInteger.Abs(below);
    }

    public static Fraction Zero => default;

    public static Fraction One => new(1, 1);

    /// <summary>The smallest part that money is counted in.</summary>
    public static Fraction Part => new(1, Amount.Scale);

    public int Sign => _above.Sign;

    // The default of the type has nothing below the line.
    private BigInteger Below => _below.IsZero ? BigInteger.One : _below;

    public static implicit operator Fraction(Amount amount) => new(amount.Parts, Amount.Scale);

    public static implicit operator Fraction(long number) => new(number, 1);

    public static Fraction operator +(Fraction a, Fraction b) =>
        a.Below == b.Below
            ? new(a._above + b._above, a.Below)
            : new((a._above * b.Below) + (b._above * a.Below), a.Below * b.Below);

    public static Fraction operator -(Fraction a) => new(-a._above, a.Below);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator *(Fraction a, Fraction b) => new(a._above * b._above, a.Below * b.Below);

    public static Fraction operator /(Fraction a, Fraction b) => new(a._above * b.Below, a.Below * b._above);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public static Fraction Min(Fraction a, Fraction b) => a < b ? a : b;

    public Fraction Abs() => Sign < 0 ? -this : this;

    /// <summary>To a multiple of 10 to the minus so many, toward zero.</summary>
    public Fraction Down(int decimals = Amount.Decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        return new(BigInteger.Divide(_above * scale, Below), scale);
    }

    /// <summary>The same, away from zero.</summary>
    public Fraction Up()
    {
        var down = Down();
        return down == this ? down : down + (Sign < 0 ? -Part : Part);
    }

    /// <summary>The same, to the nearest, halves to the even one.</summary>
    public Fraction HalfEven(int decimals = Amount.Decimals)
    {
        var down = Down(decimals);
        var step = new Fraction(Sign, BigInteger.Pow(10, decimals));
        var twice = (this - down).Abs() * 2;
        var isUp = twice > step.Abs() || (twice == step.Abs() && !down._above.IsEven);
        return isUp ? down + step : down;
    }

    public int CompareTo(Fraction other) => (_above * other.Below).CompareTo(other._above * Below);

    public bool Equals(Fraction other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => Down()._above.GetHashCode();

    /// <summary>With 8 decimals; what is finer is marked.</summary>
    public override string ToString()
    {
        var parts = (Down() * Amount.Scale)._above / (Down() * Amount.Scale).Below;
        var digits = BigInteger.Abs(parts).ToString().PadLeft(Amount.Decimals + 1, '0');
        return $"{(Sign < 0 ? "-" : "")}{digits[..^Amount.Decimals]}.{digits[^Amount.Decimals..]}"
            + (Down() == this ? "" : "…");
    }
}
