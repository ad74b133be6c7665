using Exchange.Domain;
using Grpc.Core;

namespace Exchange.Gateway.Refusals;

/// <summary>How each refusal of the exchange looks on the wire. The one place that says so.</summary>
internal static class RefusalTable
{
    /// <summary>The status, the word in the trailer <c>reason</c>, and what people are told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none, or not in the table.</exception>
    public static (StatusCode Code, string Reason, string Message) Of(Refusal refusal) => refusal switch
    {
        Refusal.AmountMalformed =>
            (StatusCode.InvalidArgument, "AMOUNT_MALFORMED", "The amount is not a plain decimal."),
        Refusal.AmountTooPrecise =>
            (StatusCode.InvalidArgument, "AMOUNT_TOO_PRECISE", "The amount has more than 8 decimals."),
        Refusal.AmountOutOfRange =>
            (StatusCode.InvalidArgument, "AMOUNT_OUT_OF_RANGE", "The amount, or what follows from it, is too large."),
        Refusal.AmountNotPositive =>
            (StatusCode.InvalidArgument, "AMOUNT_NOT_POSITIVE", "The amount must be more than zero."),
        Refusal.UnknownSymbol => (StatusCode.NotFound, "UNKNOWN_SYMBOL", "There is no such token."),
        Refusal.UnknownOrder => (StatusCode.NotFound, "UNKNOWN_ORDER", "There is no such order."),
        Refusal.UnknownMarket => (StatusCode.NotFound, "UNKNOWN_MARKET", "There is no such market."),
        Refusal.TokenExists =>
            (StatusCode.AlreadyExists, "TOKEN_EXISTS", "The symbol is listed already, with other terms."),
        Refusal.TermsInvalid => (StatusCode.InvalidArgument, "TERMS_INVALID", "The terms make no sense."),
        Refusal.UnknownAsset =>
            (StatusCode.NotFound, "UNKNOWN_ASSET", "The asset is not one that can be paid in or out."),
        Refusal.Terminated => (StatusCode.FailedPrecondition, "TOKEN_TERMINATED", "The token is over."),
        Refusal.TokenHalted => (StatusCode.FailedPrecondition, "TOKEN_HALTED", "The token is halted."),
        Refusal.StalePrice =>
            (StatusCode.FailedPrecondition, "STALE_PRICE", "There is no fresh price of the underlying."),
        Refusal.PriceUnconfirmed =>
            (StatusCode.FailedPrecondition, "PRICE_UNCONFIRMED", "The price jumped too far and is being confirmed."),
        Refusal.BelowMinimum =>
            (StatusCode.FailedPrecondition, "BELOW_MINIMUM", "The order is smaller than the minimum."),
        Refusal.OrderCap => (StatusCode.FailedPrecondition, "ORDER_CAP", "The order is larger than the token allows."),
        Refusal.WalletCap =>
            (StatusCode.FailedPrecondition, "WALLET_CAP", "The wallet would hold more units than the token allows."),
        Refusal.TokenCap =>
            (StatusCode.FailedPrecondition, "TOKEN_CAP", "More units would be in issue than the token allows."),
        Refusal.UnitsExceedOutstanding =>
            (StatusCode.FailedPrecondition, "UNITS_EXCEED_OUTSTANDING", "These are more units than are in issue."),
        Refusal.PriceProtection =>
            (StatusCode.FailedPrecondition, "PRICE_PROTECTION", "The price is worse than the limit."),
        Refusal.InsufficientFunds =>
            (StatusCode.FailedPrecondition, "INSUFFICIENT_FUNDS", "The wallet has too little that is free."),
        Refusal.MarkOutOfOrder =>
            (StatusCode.FailedPrecondition, "MARK_OUT_OF_ORDER", "The price is older than the last one."),
        Refusal.MarkQuarantined =>
            (StatusCode.FailedPrecondition, "MARK_QUARANTINED", "The price jumps too far and waits to be confirmed."),
        Refusal.MarkInFuture =>
            (StatusCode.FailedPrecondition, "MARK_IN_FUTURE", "The price says that it comes from the future."),
        Refusal.AlreadyDone => (StatusCode.AlreadyExists, "ALREADY_DONE", "It was done before."),
        Refusal.OrderVoided =>
            (StatusCode.Aborted, "ORDER_VOIDED", "The order was lost and will never happen; use a new id."),
        Refusal.Overloaded =>
            (StatusCode.ResourceExhausted, "OVERLOADED", "The exchange has more to do than it can; try again."),
        Refusal.LedgerUnavailable =>
            (StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "The ledger cannot be reached; nothing was changed."),
        Refusal.OutcomeUnknown =>
            (StatusCode.Unavailable, "OUTCOME_UNKNOWN", "What became of it is not known; repeat it with the same id."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "This refusal has no place on the wire."),
    };
}
