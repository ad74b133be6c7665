using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>
/// The durable double-entry ledger: the one source of truth about money. Commits of all callers are grouped; each is
/// taken or refused alone, in the order in which they were handed in.
/// </summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>
    /// Commits an entry and, with it, the token state it produces. Completes once it is durable or refused.
    /// </summary>
    /// <exception cref="InvalidOperationException">The entry itself is not valid; nothing was written.</exception>
    /// <exception cref="LedgerException">The database failed; see whether the outcome is known.</exception>
    ValueTask<CommitAnswer> CommitAsync(Commit commit);

    /// <summary>Finds an entry by its id.</summary>
    ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default);

    /// <summary>A wallet's balances; version 0 and no balances if nothing ever touched it.</summary>
    ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default);

    /// <summary>A token's last state, or null before its first entry.</summary>
    ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default);

    /// <summary>Entries of one wallet or one token, the newest first.</summary>
    ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default);

    /// <summary>Every entry with a sequence above the given one, in order, without holding them all.</summary>
    IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default);

    /// <summary>Every balance, in the order of account and asset.</summary>
    IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default);

    /// <summary>Every token state.</summary>
    IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default);
}
