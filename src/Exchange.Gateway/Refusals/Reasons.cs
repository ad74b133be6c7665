namespace Exchange.Gateway.Refusals;

/// <summary>What the gateway itself refuses for; the exchange behind it: <see cref="RefusalTable"/>.</summary>
internal static class Reasons
{
    public const string EventTimeMissing = "EVENT_TIME_MISSING";
    public const string EventTimeMalformed = "EVENT_TIME_MALFORMED";
    public const string ExpiryUnexpected = "EXPIRY_UNEXPECTED";
    public const string IdMalformed = "ID_MALFORMED";
    public const string Internal = "INTERNAL";
    public const string OrderTypeMissing = "ORDER_TYPE_MISSING";
    public const string OrderTypeUnsupported = "ORDER_TYPE_UNSUPPORTED";
    public const string PageSizeOutOfRange = "PAGE_SIZE_OUT_OF_RANGE";
    public const string PageTokenMalformed = "PAGE_TOKEN_MALFORMED";
    public const string QuantityMissing = "QUANTITY_MISSING";
    public const string RateLimited = "RATE_LIMITED";
    public const string RoleNotAllowed = "ROLE_NOT_ALLOWED";
    public const string ShuttingDown = "SHUTTING_DOWN";
    public const string SideMissing = "SIDE_MISSING";
    public const string StopPriceUnexpected = "STOP_PRICE_UNEXPECTED";
    public const string StreamsExhausted = "STREAMS_EXHAUSTED";
    public const string TermsUnsupported = "TERMS_UNSUPPORTED";
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string TimeInForceUnsupported = "TIME_IN_FORCE_UNSUPPORTED";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Unavailable = "UNAVAILABLE";
    public const string WalletNotYours = "WALLET_NOT_YOURS";
}
