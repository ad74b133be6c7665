namespace Exchange.Domain;

/// <summary>
/// Why a command was refused, one value per reason. Where several apply, the smallest is given: reasons stand in the
/// order of precedence. A refusal changes nothing.
/// </summary>
public enum Refusal
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>An amount is not a plain decimal.</summary>
    AmountMalformed,

    /// <summary>An amount has more than 8 decimals.</summary>
    AmountTooPrecise,

    /// <summary>An amount is beyond ±10^18, or a result would not fit.</summary>
    AmountOutOfRange,

    /// <summary>An amount is zero or negative where more than zero is asked.</summary>
    AmountNotPositive,

    /// <summary>The token is over.</summary>
    Terminated,

    /// <summary>The token is halted by the operator or by itself.</summary>
    TokenHalted,

    /// <summary>There is no mark yet, or the last one is older than the staleness limit.</summary>
    StalePrice,

    /// <summary>The order is smaller than the minimum, or buys nothing at all.</summary>
    BelowMinimum,

    /// <summary>More units than are in issue.</summary>
    UnitsExceedOutstanding,

    /// <summary>The price is worse than the limit that the order names.</summary>
    PriceProtection,

    /// <summary>The wallet has too little that is free.</summary>
    InsufficientFunds,
}
