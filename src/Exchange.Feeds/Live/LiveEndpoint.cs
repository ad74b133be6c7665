namespace Exchange.Feeds.Live;

/// <summary>Where an exchange is read.</summary>
/// <param name="Exchange"><c>coinbase</c> or <c>kraken</c>: whose messages are spoken there.</param>
/// <param name="Address">A <c>wss</c> or <c>ws</c> address.</param>
public sealed record LiveEndpoint(string Exchange, Uri Address)
{
    private static readonly ITickerProtocol[] Known = [new CoinbaseProtocol(), new KrakenProtocol()];

    /// <summary>Every exchange that is known, at its public address.</summary>
    public static IReadOnlyList<LiveEndpoint> Public { get; } =
        [.. Known.Select(protocol => new LiveEndpoint(protocol.Exchange, protocol.PublicAddress))];

    /// <exception cref="FeedOptionsException">The exchange is not known.</exception>
    internal ITickerProtocol Protocol =>
        Known.FirstOrDefault(protocol => protocol.Exchange == Exchange)
        ?? throw new FeedOptionsException(
            $"live exchange '{Exchange}' is unknown; known are {string.Join(", ", Known.Select(k => k.Exchange))}");
}
