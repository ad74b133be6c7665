using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Postgres;

/// <summary>One connection in one reading transaction.</summary>
internal sealed class PostgresSnapshot(PostgresQueries queries) : ILedgerSnapshot
{
    private const int PageEntries = 2_000;

    public async IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        List<RecordedEntry> page;
        do
        {
            page = await queries.ReadEntriesAsync(after, PageEntries, cancellation);
            foreach (var entry in page)
            {
                after = entry.Sequence;
                yield return entry;
            }
        }
        while (page.Count == PageEntries);
    }

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.BalancesText, PostgresRows.Balance, cancellation);

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.TokensText, PostgresRows.Token, cancellation);

    public IAsyncEnumerable<ChainHead> ReadChainsAsync(CancellationToken cancellation = default) =>
        queries.StreamAsync(PostgresQueries.ChainsText, PostgresRows.Chain, cancellation);

    // A connection that goes back to the pool leaves its transaction behind.
    public ValueTask DisposeAsync() => queries.DisposeAsync();
}
