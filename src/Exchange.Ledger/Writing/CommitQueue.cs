using System.Threading.Channels;

namespace Exchange.Ledger.Writing;

/// <summary>The bounded queue in front of a writer.</summary>
internal sealed class CommitQueue(int limit)
{
    private readonly Channel<PendingCommit> _channel = Channel.CreateBounded<PendingCommit>(
        new BoundedChannelOptions(limit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _closed;

    /// <summary>Hands a commit in; the answer is there at once if the queue is full.</summary>
    /// <exception cref="LedgerException">The ledger is closed.</exception>
    public ValueTask<CommitAnswer> OfferAsync(Commit commit)
    {
        var pending = new PendingCommit(commit);
        if (_channel.Writer.TryWrite(pending))
        {
            LedgerMetrics.Queued();
            return new ValueTask<CommitAnswer>(pending.Done);
        }

        if (_closed)
        {
            throw new LedgerException("The ledger is closed.", outcomeKnown: true);
        }

        LedgerMetrics.Overloaded();
        return new ValueTask<CommitAnswer>(new CommitAnswer(CommitOutcome.Overloaded));
    }

    /// <summary>How many wait.</summary>
    public int Count => _channel.Reader.Count;

    /// <summary>Waits until something is there; false: closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    /// <summary>Takes everything waiting, up to a limit.</summary>
    public void Take(List<PendingCommit> batch, int limitOfBatch)
    {
        var before = batch.Count;
        while (batch.Count < limitOfBatch && _channel.Reader.TryRead(out var pending))
        {
            batch.Add(pending);
        }

        LedgerMetrics.Taken(batch.Count - before);
    }

    /// <summary>Nothing more is taken in; what waits is still written.</summary>
    public void Close()
    {
        _closed = true;
        _channel.Writer.TryComplete();
    }
}
