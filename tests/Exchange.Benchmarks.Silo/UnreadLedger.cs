using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Silo;

/// <summary>
/// A ledger to measure by: it says what a grain that wakes up asks for, and nobody reads an entry back from it.
/// </summary>
internal abstract class UnreadLedger : ILedger
{
    public abstract ValueTask<CommitAnswer> CommitAsync(Commit commit);

    public abstract ValueTask<WalletSnapshot> LoadWalletAsync(
        string walletId, CancellationToken cancellation = default);

    public abstract ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default);

    public abstract ValueTask DisposeAsync();

    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        new((RecordedEntry?)null);

    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default) => new([]);

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        AsyncEnumerable.Empty<RecordedEntry>();

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        AsyncEnumerable.Empty<Posting>();

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        AsyncEnumerable.Empty<TokenSnapshot>();
}
