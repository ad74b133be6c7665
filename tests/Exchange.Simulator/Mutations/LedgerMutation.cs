using Exchange.Domain.Ledger;
using Exchange.Ledger;
using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Mutations;

/// <summary>A fault in the ledger as a silo sees it.</summary>
internal sealed class LedgerMutation(string name, string description, Func<ILedger, ILedger> wrap) : Mutation
{
    public override string Name => name;

    public override string Description => description;

    public override ILedger Wrap(ILedger ledger) => wrap(ledger);
}

/// <summary>Hands everything on; a mutation overrides what it breaks.</summary>
internal abstract class BrokenLedger(ILedger inner) : ILedger
{
    protected ILedger Inner => inner;

    public virtual ValueTask<CommitAnswer> CommitAsync(Commit commit) => inner.CommitAsync(commit);

    public virtual ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        inner.FindEntryAsync(id, cancellation);

    public virtual ValueTask<WalletSnapshot> LoadWalletAsync(
        string walletId, CancellationToken cancellation = default) => inner.LoadWalletAsync(walletId, cancellation);

    public virtual ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        inner.LoadTokenAsync(symbol, cancellation);

    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default) => inner.ListEntriesAsync(query, cancellation);

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        inner.ReadEntriesAsync(after, cancellation);

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        inner.ReadBalancesAsync(cancellation);

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        inner.ReadTokensAsync(cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
