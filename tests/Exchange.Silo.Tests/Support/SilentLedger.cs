using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Silo.Tests;

/// <summary>A ledger that answers the one question that probes ask when, and as, the test says.</summary>
internal sealed class SilentLedger : ILedger
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _questions;

    public int Questions => Volatile.Read(ref _questions);

    /// <summary>Over with the first question.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The answer to the next question.</summary>
    public TaskCompletionSource<RecordedEntry?> Answer { get; set; } = new();

    public async ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _questions);
        _asked.TrySetResult();
        return await Answer.Task;
    }

    public ValueTask<CommitAnswer> CommitAsync(Commit commit) => throw new NotSupportedException();

    public ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
