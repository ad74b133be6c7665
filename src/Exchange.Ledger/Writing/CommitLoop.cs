using System.Diagnostics;

namespace Exchange.Ledger.Writing;

/// <summary>
/// The one thread that writes. It takes everything that waits, commits it as one transaction and goes again as soon as
/// that is durable: the busier the exchange, the larger the batches.
/// </summary>
internal sealed class CommitLoop
{
    private readonly LedgerOptions _options;
    private readonly Func<CommitLoop, IBatchWriter> _open;
    private readonly CommitQueue _queue;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IBatchWriter? _writer;
    private List<PendingCommit>? _next;

    /// <param name="open">Makes a writer; fails with a <see cref="LedgerException"/> whose outcome is known.</param>
    public CommitLoop(LedgerOptions options, Func<CommitLoop, IBatchWriter> open)
    {
        _options = options;
        _open = open;
        _queue = new CommitQueue(options.QueueLimit);
        new Thread(Run) { IsBackground = true, Name = "ledger writer" }.Start();
    }

    public ValueTask<CommitAnswer> OfferAsync(Commit commit) => _queue.OfferAsync(commit);

    /// <summary>Takes nothing more in, writes what waits, and ends.</summary>
    public Task CloseAsync()
    {
        _queue.Close();
        return _ended.Task;
    }

    /// <summary>
    /// For a writer that waits for its database to come back: whoever waits behind it need not wait as well. Nothing
    /// of theirs was written.
    /// </summary>
    public void RefuseWaiting(LedgerException failure)
    {
        var waiting = _next ?? [];
        _next = null;
        _queue.Take(waiting, int.MaxValue);
        waiting.ForEach(pending => pending.Fail(failure));
    }

    private void Run()
    {
        while (_next is not null || _queue.WaitAsync().AsTask().GetAwaiter().GetResult())
        {
            var batch = _next ?? Take();
            _next = null;
            Write(batch);
        }

        Discard();
        _ended.SetResult();
    }

    private List<PendingCommit> Take()
    {
        var batch = new List<PendingCommit>(Math.Min(_queue.Count, _options.BatchLimit));
        _queue.Take(batch, _options.BatchLimit);
        return batch;
    }

    private List<PendingCommit>? Ahead(int least) => _next ??= _queue.Count >= least ? Take() : null;

    private void Write(List<PendingCommit> batch, bool again = false)
    {
        try
        {
            _writer ??= _open(this);
            var begun = Stopwatch.GetTimestamp();
            _writer.Write(batch, Ahead);
            LedgerMetrics.Written(batch, begun);
            if (_writer.IsSpent)
            {
                Discard();
            }
        }
        catch (BatchRefusedException) when (batch.Count > 1)
        {
            // One of them is to blame. Halving finds it in a dozen transactions or so, and the others land.
            Discard();
            Write(batch[..(batch.Count / 2)]);
            Write(batch[(batch.Count / 2)..]);
            return;
        }
        catch (LedgerException e) when (
            e is { OutcomeKnown: true, IsUnreachable: true } && _writer is not null && !again)
        {
            // A connection that broke while nobody used it shows only now. Nothing was written, so a new one may.
            Discard();
            Write(batch, again: true);
            return;
        }
        catch (Exception e)
        {
            // Whatever it was, callers must not wait for ever and the next batch starts from what is on disk.
            var failure = Failure(e);
            LedgerMetrics.Failed();
            Discard();
            batch.ForEach(pending => pending.Fail(failure));
            return;
        }

        batch.ForEach(pending => pending.Complete());
    }

    private static LedgerException Failure(Exception e) => e switch
    {
        LedgerException ledger => ledger,
        BatchRefusedException refused => new LedgerException(refused.Message, outcomeKnown: true, refused),
        _ => new LedgerException("The ledger's writer failed.", outcomeKnown: false, e),
    };

    private void Discard()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
