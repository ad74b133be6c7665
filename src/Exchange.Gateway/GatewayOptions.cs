namespace Exchange.Gateway;

/// <summary>
/// How a gateway is set up. Exactly one of <see cref="TokenKey"/> and <see cref="Authority"/> is given.
/// </summary>
public sealed record GatewayOptions
{
    /// <summary>The length of <see cref="TokenKey"/>.</summary>
    public const int TokenKeyLengthBytes = 32;

    /// <summary>The key of HS256 that bearer tokens are checked with; 32 bytes.</summary>
    public ReadOnlyMemory<byte> TokenKey { get; init; }

    /// <summary>The OpenID Connect provider whose tokens are taken instead; its address.</summary>
    public string? Authority { get; init; }

    /// <summary>The issuer that a token must name.</summary>
    public string Issuer { get; init; } = "exchange";

    /// <summary>The audience that a token must name.</summary>
    public string Audience { get; init; } = "exchange";

    /// <summary>How far the clock of whoever minted a token may be off.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest message that is received.</summary>
    public int MessageLengthMaxBytes { get; init; } = 64 * 1024;

    /// <summary>Calls that one caller may make per second, in the long run.</summary>
    public int CallRatePerSecond { get; init; } = 20_000;

    /// <summary>Calls that one caller may make at once.</summary>
    public int CallBurst { get; init; } = 40_000;

    /// <summary>Streams of net asset values that one caller may hold open.</summary>
    public int NavStreamsPerCaller { get; init; } = 100;

    /// <summary>Prices that one stream may publish per second; more are read no faster.</summary>
    public int PriceRatePerSecond { get; init; } = 10_000;

    /// <summary>The most prices handed to the feeds at once.</summary>
    public int PriceBatchMax { get; init; } = 256;

    /// <summary>How often the list of tokens is read, and looked after subscriptions.</summary>
    public TimeSpan ListingPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How old the subscription to a token grows before it is renewed. A token that moved is followed again by then;
    /// one that stays forgets after a minute.
    /// </summary>
    public TimeSpan NavRenewPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Asserts that the options make sense.</summary>
    /// <exception cref="InvalidOperationException">They do not; the message says why.</exception>
    public void AssertValid()
    {
        Assert(TokenKey.IsEmpty != string.IsNullOrEmpty(Authority), "needs either a token key or an authority");
        Assert(TokenKey.IsEmpty || TokenKey.Length == TokenKeyLengthBytes, "needs a token key of 32 bytes");
        Assert(ClockSkew >= TimeSpan.Zero, "needs a clock skew that is not negative");
        Assert(MessageLengthMaxBytes > 0 && PriceBatchMax > 0, "needs sizes of more than zero");
        Assert(CallRatePerSecond > 0 && CallBurst > 0 && PriceRatePerSecond > 0, "needs rates of more than zero");
        Assert(NavStreamsPerCaller > 0, "needs room for at least one stream");
        Assert(ListingPeriod > TimeSpan.Zero && NavRenewPeriod > TimeSpan.Zero, "needs periods of more than zero");
    }

    private static void Assert(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The gateway {what}.");
        }
    }
}
