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

    /// <summary>There is no such token.</summary>
    UnknownSymbol,

    /// <summary>There is no such order.</summary>
    UnknownOrder,

    /// <summary>There is no such market.</summary>
    UnknownMarket,

    /// <summary>The token is listed already, with other terms.</summary>
    TokenExists,

    /// <summary>The terms of a token make no sense; the message says which.</summary>
    TermsInvalid,

    /// <summary>The asset is not one that can be paid in or out.</summary>
    UnknownAsset,

    /// <summary>The token is over.</summary>
    Terminated,

    /// <summary>The token is halted by the operator or by itself.</summary>
    TokenHalted,

    /// <summary>There is no mark yet, or the last one is older than the staleness limit.</summary>
    StalePrice,

    /// <summary>A price that jumps too far has been seen and is neither confirmed nor contradicted yet.</summary>
    PriceUnconfirmed,

    /// <summary>The order is smaller than the minimum, or buys nothing at all.</summary>
    BelowMinimum,

    /// <summary>The order is larger than the token allows.</summary>
    OrderCap,

    /// <summary>The wallet would hold more units than the token allows.</summary>
    WalletCap,

    /// <summary>More units would be outstanding than the token allows.</summary>
    TokenCap,

    /// <summary>More units than are in issue.</summary>
    UnitsExceedOutstanding,

    /// <summary>The price is worse than the limit that the order names.</summary>
    PriceProtection,

    /// <summary>The wallet has too little that is free.</summary>
    InsufficientFunds,

    /// <summary>The mark is not newer than the last one.</summary>
    MarkOutOfOrder,

    /// <summary>The mark jumps too far from the last one and waits to be confirmed.</summary>
    MarkQuarantined,

    /// <summary>The mark says that it comes from the future.</summary>
    MarkInFuture,

    /// <summary>It was done before; the ledger has the first answer.</summary>
    AlreadyDone,

    /// <summary>What became of the order was not known, and a void has made sure that it never happens.</summary>
    OrderVoided,

    /// <summary>The exchange has more to do than it can; try again.</summary>
    Overloaded,

    /// <summary>The ledger cannot be reached; nothing was changed.</summary>
    LedgerUnavailable,

    /// <summary>What became of it is not known yet; the same id again finds out.</summary>
    OutcomeUnknown,
}
