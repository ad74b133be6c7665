using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Simulator.Ledger;

/// <summary>The simulated ledger as it was at one moment.</summary>
internal sealed class LedgerMoment(
    IReadOnlyList<RecordedEntry> entries,
    IReadOnlyList<Posting> balances,
    IReadOnlyList<StoredToken> tokens,
    IReadOnlyList<ChainHead> chains) : ILedgerSnapshot
{
    public IReadOnlyList<RecordedEntry> Entries => entries;

    public IReadOnlyList<Posting> Balances => balances;

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        StreamAsync(entries.Where(entry => entry.Sequence > after), cancellation);

    public IAsyncEnumerable<RecordedEntry> ReadWalletEntriesAsync(
        string walletId, long after, CancellationToken cancellation = default) => StreamAsync(
        entries.Where(entry => entry.Sequence > after && entry.Entry.WalletId == walletId), cancellation);

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        StreamAsync(balances, cancellation);

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        StreamAsync(tokens.Select(token => token.Read()), cancellation);

    public IAsyncEnumerable<ChainHead> ReadChainsAsync(CancellationToken cancellation = default) =>
        StreamAsync(chains, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async IAsyncEnumerable<T> StreamAsync<T>(
        IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
