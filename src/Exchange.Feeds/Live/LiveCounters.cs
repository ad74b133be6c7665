namespace Exchange.Feeds.Live;

/// <summary>What happened on the connections to one exchange since the start; read from any thread.</summary>
public sealed class LiveCounters(string exchange)
{
    private long _connections;
    private long _tickers;
    private long _malformed;
    private long _tooLong;
    private long _refusals;
    private long _late;

    public string Exchange { get; } = exchange;

    /// <summary>Connections that were made; all but the first are reconnections.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Messages with prices.</summary>
    public long Tickers => Volatile.Read(ref _tickers);

    /// <summary>Messages that could not be read and were skipped.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>Messages beyond the size limit; each ended its connection.</summary>
    public long TooLong => Volatile.Read(ref _tooLong);

    /// <summary>Messages in which the exchange refused something.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Prices that came too old to count: of a quiet market, or by a clock that is wrong.</summary>
    public long Late => Volatile.Read(ref _late);

    internal void LatePrice() => Interlocked.Increment(ref _late);

    internal void Connected() => Interlocked.Increment(ref _connections);

    internal void LongMessage() => Interlocked.Increment(ref _tooLong);

    internal void Count(MessageKind kind)
    {
        switch (kind)
        {
            case MessageKind.Ticker:
                Interlocked.Increment(ref _tickers);
                break;
            case MessageKind.Malformed:
                Interlocked.Increment(ref _malformed);
                break;
            case MessageKind.Refusal:
                Interlocked.Increment(ref _refusals);
                break;
        }
    }
}
