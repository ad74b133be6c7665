namespace Exchange.Feeds.Live;

/// <summary>What a message of an exchange turned out to be.</summary>
internal enum MessageKind
{
    Ticker,

    /// <summary>Heartbeats, acknowledgements, and kinds that are not of prices or did not exist yesterday.</summary>
    Other,

    /// <summary>The exchange says that it does not do what it was asked.</summary>
    Refusal,

    Malformed,
}

/// <summary>A message of an exchange, read.</summary>
internal readonly record struct Message(MessageKind Kind, IReadOnlyList<Ticker> Tickers, string? Reason)
{
    public static Message Other { get; } = new(MessageKind.Other, [], null);

    public static Message Malformed { get; } = new(MessageKind.Malformed, [], null);

    public static Message Prices(params IReadOnlyList<Ticker> tickers) => new(MessageKind.Ticker, tickers, null);

    public static Message Refusal(string? reason) => new(MessageKind.Refusal, [], reason ?? "no reason given");
}
