using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

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

/// <summary>One commit: an entry and, if it changes a token, the state it produces.</summary>
public sealed record Commit(Entry Entry, TokenWrite? Token = null);

/// <summary>The next state of a token and which one it follows.</summary>
public sealed record TokenWrite(string Symbol, TokenRevision Follows, TokenState State);

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>An entry with this id exists: it is what happened.</summary>
    Duplicate,

    /// <summary>A balance that may not be negative would be.</summary>
    InsufficientFunds,

    /// <summary>The token state that it follows is not the last one.</summary>
    StaleToken,

    /// <summary>The writer's queue is full; nothing was written.</summary>
    Overloaded,
}

/// <summary>The answer to a commit.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sequence">Its place in the ledger, if committed.</param>
/// <param name="WalletVersion">Version of the wallet it touched, after it; 0 if it touched none.</param>
public readonly record struct CommitAnswer(CommitOutcome Outcome, long Sequence = 0, long WalletVersion = 0);

/// <summary>An entry as it stands in the ledger.</summary>
/// <param name="Sequence">Its place; rises by commit.</param>
/// <param name="Writer">Whose hash chain it is in.</param>
/// <param name="Hash">SHA-256 over the hash before it in the chain and its own content.</param>
public sealed record RecordedEntry(Entry Entry, long Sequence, string Writer, ReadOnlyMemory<byte> Hash);

/// <summary>What a wallet holds.</summary>
/// <param name="Version">Raised by every entry that touches it.</param>
/// <param name="Balances">Of the wallet and of what it has set aside, by account and asset.</param>
public sealed record WalletSnapshot(string WalletId, long Version, IReadOnlyList<Posting> Balances);

/// <summary>A token's last state.</summary>
public sealed record TokenSnapshot(string Symbol, TokenRevision Revision, TokenState State);

/// <summary>Which entries to list, the newest first.</summary>
/// <param name="WalletId">Of this wallet, or null.</param>
/// <param name="Symbol">Of this token, or null. With a wallet: of both.</param>
/// <param name="Kinds">Only of these kinds; empty: of all.</param>
/// <param name="Before">Only below this sequence; 0: from the end.</param>
/// <param name="Limit">At most so many, 1 to 1000.</param>
public sealed record EntryQuery(
    string? WalletId, string? Symbol, IReadOnlyList<EntryKind> Kinds, long Before, int Limit);

/// <summary>The database failed.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException(string message, bool outcomeKnown, Exception? inner = null)
        : base(message, inner) => OutcomeKnown = outcomeKnown;

    /// <summary>True: nothing was written. False: it may have been; commit a void with the same id to find out.</summary>
    public bool OutcomeKnown { get; }
}
