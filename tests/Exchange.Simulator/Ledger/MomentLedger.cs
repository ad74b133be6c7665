using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Simulator.Ledger;

/// <summary>A ledger that is one moment of itself, for those who read a whole one.</summary>
internal sealed class MomentLedger(LedgerMoment moment) : ISnapshotLedger
{
    /// <inheritdoc/>
    public bool RisesByCommit => true;

    /// <inheritdoc/>
    public ValueTask<CommitAnswer> CommitAsync(Commit commit) =>
        throw new LedgerException("A moment cannot be changed.", outcomeKnown: true);

    /// <inheritdoc/>
    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        new(moment.Entries.FirstOrDefault(entry => entry.Entry.Id == id));

    /// <inheritdoc/>
    public ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        moment.ReadEntriesAsync(after, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        moment.ReadBalancesAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        moment.ReadTokensAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default) => new(moment);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
