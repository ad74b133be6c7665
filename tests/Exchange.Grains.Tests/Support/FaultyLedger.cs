using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Grains.Tests.Support;

/// <summary>A ledger whose next commits fail as told, before or after they landed.</summary>
internal sealed class FaultyLedger(ILedger inner) : ILedger
{
    /// <summary>Whether a commit fails, and whether it lands first. Asked for every commit.</summary>
    public Func<Commit, LedgerFault> Fault { get; set; } = static _ => LedgerFault.None;

    /// <summary>What a commit waits for before it is handed on.</summary>
    public Func<Commit, Task> Gate { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What a wallet that was read waits for before it is handed back.</summary>
    public Func<WalletSnapshot, Task> ReadGate { get; set; } = static _ => Task.CompletedTask;

    public ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var fault = Fault(commit);
        return fault == LedgerFault.InPlace
            ? throw new LedgerException("away", true) { IsUnreachable = true }
            : CommitAsync(commit, fault);
    }

    private async ValueTask<CommitAnswer> CommitAsync(Commit commit, LedgerFault fault)
    {
        switch (fault)
        {
            case LedgerFault.BeforeLanding:
                throw new LedgerException("not landed", false);
            case LedgerFault.Away:
                throw new LedgerException("away", true) { IsUnreachable = true };
            case LedgerFault.Full:
                return new CommitAnswer(CommitOutcome.Overloaded);
        }

        await Gate(commit);
        var answer = await inner.CommitAsync(commit);
        return fault == LedgerFault.AfterLanding ? throw new LedgerException("landed", false) : answer;
    }

    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        inner.FindEntryAsync(id, cancellation);

    public async ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default)
    {
        var snapshot = await inner.LoadWalletAsync(walletId, cancellation);
        await ReadGate(snapshot);
        return snapshot;
    }

    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
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

/// <summary>How a commit fails.</summary>
internal enum LedgerFault
{
    None,

    /// <summary>Does not land; the caller cannot know.</summary>
    BeforeLanding,

    /// <summary>Lands; the caller cannot know.</summary>
    AfterLanding,

    /// <summary>Does not land, and says so.</summary>
    Away,

    /// <summary>The same, by an exception of the call itself and not of what it returns.</summary>
    InPlace,

    /// <summary>Is not taken into the queue.</summary>
    Full,
}
