namespace Exchange.Feeds.Live;

/// <summary>How live prices are read.</summary>
public sealed record LiveOptions
{
    /// <summary>Markets named as base and quote, such as <c>BTC-USD</c>.</summary>
    public IReadOnlyList<string> Markets { get; init; } = ["BTC-USD", "ETH-USD"];

    public IReadOnlyList<LiveEndpoint> Endpoints { get; init; } = LiveEndpoint.Public;

    /// <summary>A quote older than this, by its own time, is left out of the median.</summary>
    public TimeSpan FreshnessLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A market gets at most one tick in this time; 0: one for every message.</summary>
    public TimeSpan EmitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A connection that says nothing at all for so long is given up.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection that talks but gives no ticker for so long has lost its subscription.</summary>
    public TimeSpan TickerLimit { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A longer message ends its connection; a ticker has less than a thousand bytes.</summary>
    public int MessageBytesMax { get; init; } = 256 * 1024;

    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a probe waits for a ticker.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    internal void Check()
    {
        if (Markets.Count == 0)
            throw new FeedOptionsException("live prices need at least one market");

        if (Markets.FirstOrDefault(market => market.Split('-') is not [not "", not ""]) is { } odd)
            throw new FeedOptionsException($"live market '{odd}' must be named as BASE-QUOTE");

        if (Endpoints.Count == 0)
            throw new FeedOptionsException("live prices need at least one endpoint");

        foreach (var endpoint in Endpoints)
        {
            _ = endpoint.Protocol;
            if (endpoint.Address.Scheme is not ("ws" or "wss"))
                throw new FeedOptionsException($"{endpoint.Exchange} address {endpoint.Address} must be ws or wss");
        }

        if (Endpoints.CountBy(endpoint => endpoint.Exchange).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
            throw new FeedOptionsException($"{twice} has more than one endpoint");

        CheckLimits();
    }

    private void CheckLimits()
    {
        if (EmitInterval < TimeSpan.Zero)
            throw new FeedOptionsException($"emit interval {EmitInterval} must not be negative");

        TimeSpan[] limits =
            [FreshnessLimit, IdleLimit, TickerLimit, ConnectLimit, BackoffFirst, BackoffMax, ProbeLimit];
        if (limits.Any(limit => limit <= TimeSpan.Zero || limit > TimeSpan.FromDays(1)))
            throw new FeedOptionsException("every limit of live prices must be positive and at most a day");

        if (MessageBytesMax < 1024)
            throw new FeedOptionsException($"{MessageBytesMax} bytes per message: must be at least 1024");
    }
}
