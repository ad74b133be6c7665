using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Exchange.Ledger;
using Exchange.Ledger.Writing;

namespace Exchange.Simulator.Ledger;

/// <summary>One silo's ledger: a writer and readers on a store that outlives it.</summary>
/// <param name="clock">The silo's clock.</param>
internal sealed class SimulatedLedger(LedgerStore store, LedgerOptions options, TimeProvider clock) : ISnapshotLedger
{
    private readonly StoreWriter _writer = new(store, options, clock);

    /// <inheritdoc/>
    public bool RisesByCommit => true;

    /// <inheritdoc/>
    public ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        CommitCheck.AssertValid(commit);
        return _writer.Offer(new PendingCommit(commit));
    }

    /// <inheritdoc/>
    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        Read(() => store.FindEntry(id), cancellation);

    /// <inheritdoc/>
    public ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default) =>
        Read(() => store.FindWallet(walletId), cancellation);

    /// <inheritdoc/>
    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        Read(() => store.FindToken(symbol), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default)
    {
        query.AssertValid();
        return Read<IReadOnlyList<RecordedEntry>>(() => List(query), cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var moment = await OpenSnapshotAsync(cancellation);
        await foreach (var entry in moment.ReadEntriesAsync(after, cancellation))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Posting> ReadBalancesAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var moment = await OpenSnapshotAsync(cancellation);
        await foreach (var balance in moment.ReadBalancesAsync(cancellation))
        {
            yield return balance;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var moment = await OpenSnapshotAsync(cancellation);
        await foreach (var token in moment.ReadTokensAsync(cancellation))
        {
            yield return token;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default) =>
        Read<ILedgerSnapshot>(store.Moment, cancellation);

    /// <summary>Its silo is gone: it commits nothing more and answers nobody.</summary>
    public void Kill() => _writer.Kill();

    /// <summary>Writes what waits and answers it.</summary>
    public async ValueTask DisposeAsync() => await _writer.Close();

    private List<RecordedEntry> List(EntryQuery query)
    {
        var before = query.Before > 0 ? query.Before : long.MaxValue;
        return [.. store.EntriesOf(query.WalletId, query.Symbol)
            .Reverse()
            .Where(entry => entry.Sequence < before)
            .Where(entry => query.Symbol is null || entry.Entry.Symbol == query.Symbol)
            .Where(entry => query.Kinds.Count == 0 || query.Kinds.Contains(entry.Entry.Kind))
            .Take(query.Limit)];
    }

    private ValueTask<T> Read<T>(Func<T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (store.Sync)
        {
            if (_writer.IsClosed)
            {
                throw new LedgerException("The ledger is closed.", outcomeKnown: true);
            }

            var plan = store.Faults.PlanRead(_writer.Name);
            return plan == ReadPlan.AtOnce ? new ValueTask<T>(read()) : new ValueTask<T>(Read(read, plan));
        }
    }

    // By timers and not by awaiting them, so that no caller's scheduler has a part in it.
    private Task<T> Read<T>(Func<T> read, ReadPlan plan)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        After(store.Clock, plan.UntilRead, () =>
        {
            if (plan.Fails)
            {
                answer.TrySetException(
                    new LedgerException("The database cannot be reached.", outcomeKnown: true)
                    {
                        IsUnreachable = true,
                    });
                return;
            }

            var found = read();
            After(clock, plan.UntilAnswered, () => answer.TrySetResult(found));
        });
        return answer.Task;
    }

    private void After(TimeProvider time, TimeSpan wait, Action action) => Delay.Run(time, wait, () =>
    {
        lock (store.Sync)
        {
            action();
        }
    });
}
