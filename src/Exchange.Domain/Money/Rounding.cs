namespace Exchange.Domain.Money;

/// <summary>How an exact quotient becomes a multiple of 10^-8.</summary>
public enum Rounding
{
    /// <summary>Toward zero (<c>dn</c> in the formulas).</summary>
    Down,

    /// <summary>Away from zero (<c>up</c>).</summary>
    Up,

    /// <summary>To the nearest, halves to the even neighbour (<c>he</c>).</summary>
    HalfEven,
}
