using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>
/// The ledger as of one moment, whatever is written meanwhile. One enumeration at a time; dispose soon.
/// </summary>
public interface ILedgerSnapshot : IAsyncDisposable
{
    /// <summary>Every entry with a sequence above the given one, in order.</summary>
    IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default);

    /// <summary>The same of one wallet: what touched it or speaks of it.</summary>
    IAsyncEnumerable<RecordedEntry> ReadWalletEntriesAsync(
        string walletId, long after, CancellationToken cancellation = default);

    /// <summary>Every balance, in the order of account and asset.</summary>
    IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default);

    /// <summary>Every token state.</summary>
    IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default);

    /// <summary>The noted end of every hash chain.</summary>
    IAsyncEnumerable<ChainHead> ReadChainsAsync(CancellationToken cancellation = default);
}
