using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Postgres;

/// <summary>One connection in one reading transaction.</summary>
internal sealed class PostgresSnapshot(PostgresQueries queries) : ILedgerSnapshot
{
    private const int PageEntries = 2_000;

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        PagesAsync(after, from => queries.ReadEntriesAsync(from, PageEntries, cancellation));

    public IAsyncEnumerable<RecordedEntry> ReadWalletEntriesAsync(
        string walletId, long after, CancellationToken cancellation = default) =>
        PagesAsync(after, from => queries.ReadWalletEntriesAsync(walletId, from, PageEntries, cancellation));

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.BalancesText, PostgresRows.Balance, cancellation);

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.TokensText, PostgresRows.Token, cancellation);

    public IAsyncEnumerable<ChainHead> ReadChainsAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.ChainsText, PostgresRows.Chain, cancellation);

    // A connection that goes back to the pool leaves its transaction behind.
    public ValueTask DisposeAsync() => queries.DisposeAsync();

    private static async IAsyncEnumerable<RecordedEntry> PagesAsync(
        long after, Func<long, ValueTask<List<RecordedEntry>>> read)
    {
        List<RecordedEntry> page;
        do
        {
            page = await read(after);
            foreach (var entry in page)
            {
                after = entry.Sequence;
                yield return entry;
            }
        }
        while (page.Count == PageEntries);
    }
}
