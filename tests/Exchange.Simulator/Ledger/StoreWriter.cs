using Exchange.Ledger;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;

namespace Exchange.Simulator.Ledger;

/// <summary>
/// A silo's one writer: takes all that waits, has it land as one transaction, tells its callers, and goes again. As a
/// real one it begins another chain after every failure, and after a transaction of which nobody knows it refuses all
/// until the database has said what became of it.
/// </summary>
/// <param name="clock">The silo's clock: a silo that stands still is told when it goes on.</param>
internal sealed class StoreWriter(LedgerStore store, LedgerOptions options, TimeProvider clock)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<PendingCommit> _queue = new();
    private HashChain _chain = new(store.NameWriter());
    private bool _isBusy;
    private bool _isClosed;
    private bool _isDead;
    private bool _isResolving;

    /// <summary>Whose chain it writes now.</summary>
    public string Name => _chain.Writer;

    /// <summary>Whether it takes nothing more in.</summary>
    public bool IsClosed => _isClosed || _isDead;

    /// <summary>Hands a commit in.</summary>
    /// <exception cref="LedgerException">It is closed, or its database has yet to come back.</exception>
    public ValueTask<CommitAnswer> Offer(PendingCommit pending)
    {
        lock (store.Sync)
        {
            if (IsClosed)
            {
                throw new LedgerException("The ledger is closed.", outcomeKnown: true);
            }

            if (_isResolving)
            {
                throw Unreachable();
            }

            if (_queue.Count >= options.QueueLimit || store.Faults.IsTurnedAway(Name))
            {
                return new ValueTask<CommitAnswer>(new CommitAnswer(CommitOutcome.Overloaded));
            }

            _queue.Enqueue(pending);
            Begin();
            return new ValueTask<CommitAnswer>(pending.Done);
        }
    }

    /// <summary>Takes nothing more in, writes what waits, and ends.</summary>
    public Task Close()
    {
        lock (store.Sync)
        {
            _isClosed = true;
            EndIfDone();
            return _ended.Task;
        }
    }

    /// <summary>
    /// Its process is gone: what waits is lost, nobody is told anything, and what is on its way to the database goes
    /// as it was to go.
    /// </summary>
    public void Kill()
    {
        lock (store.Sync)
        {
            _isDead = true;
            _queue.Clear();
            _ended.TrySetResult();
        }
    }

    private void Begin()
    {
        if (_isBusy || _isDead || _queue.Count == 0)
        {
            return;
        }

        _isBusy = true;
        var batch = new List<PendingCommit>();
        while (batch.Count < options.BatchLimit && _queue.TryDequeue(out var pending))
        {
            batch.Add(pending);
        }

        var plan = store.Faults.PlanBatch(Name, batch.Count);
        var chain = _chain;
        After(store.Clock, plan.UntilLanded, () => Reach(batch, plan, chain));
    }

    private void Reach(List<PendingCommit> batch, BatchPlan plan, HashChain chain)
    {
        if (plan.Fate is BatchFate.Landed or BatchFate.LandedUnanswered)
        {
            store.Land(batch, chain);
        }

        if (plan.Fate != BatchFate.LandedLate)
        {
            After(clock, plan.UntilAnswered, () => Answer(batch, plan.Fate));
            return;
        }

        _isResolving = true;
        After(clock, TimeSpan.Zero, () => Answer(batch, plan.Fate));
        RefuseWaiting();
        After(store.Clock, plan.UntilAnswered, () => LandLate(batch, chain));
    }

    private void Answer(List<PendingCommit> batch, BatchFate fate)
    {
        if (_isDead)
        {
            return;
        }

        if (fate == BatchFate.Landed)
        {
            batch.ForEach(pending => pending.Complete());
        }
        else
        {
            _chain = new HashChain(store.NameWriter());
            var failure = Failure(fate);
            batch.ForEach(pending => pending.Fail(failure));
        }

        if (fate != BatchFate.LandedLate)
        {
            Next();
        }
    }

    private void LandLate(List<PendingCommit> batch, HashChain chain)
    {
        store.Land(batch, chain);
        _isResolving = false;
        Next();
    }

    private void Next()
    {
        _isBusy = false;
        Begin();
        EndIfDone();
    }

    private void EndIfDone()
    {
        if (_isClosed && !_isBusy && _queue.Count == 0)
        {
            _ended.TrySetResult();
        }
    }

    private void RefuseWaiting()
    {
        if (_isDead)
        {
            return;
        }

        while (_queue.TryDequeue(out var pending))
        {
            pending.Fail(Unreachable());
        }
    }

    private void After(TimeProvider time, TimeSpan wait, Action action) => Delay.Run(time, wait, () =>
    {
        lock (store.Sync)
        {
            action();
        }
    });

    private static LedgerException Failure(BatchFate fate) => fate switch
    {
        BatchFate.Failed => new LedgerException("The batch failed.", outcomeKnown: true),
        BatchFate.Unreachable => Unreachable(),
        _ => new LedgerException("What became of the batch is not known.", outcomeKnown: false),
    };

    private static LedgerException Unreachable() =>
        new("The database cannot be reached.", outcomeKnown: true) { IsUnreachable = true };
}
