namespace Exchange.Feeds.Live;

/// <summary>How one exchange is asked for tickers, and what its messages mean.</summary>
internal interface ITickerProtocol
{
    string Exchange { get; }

    /// <summary>Where the exchange offers it to the public, without a key.</summary>
    Uri PublicAddress { get; }

    /// <summary>The message that subscribes to the tickers of these markets, as UTF-8.</summary>
    byte[] Subscription(IReadOnlyList<string> markets);

    /// <summary>Reads a message; whatever it holds, this does not throw.</summary>
    Message Read(ReadOnlyMemory<byte> utf8);
}
