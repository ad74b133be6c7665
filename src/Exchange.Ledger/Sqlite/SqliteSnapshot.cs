using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger.Sqlite;

/// <summary>One connection in one reading transaction.</summary>
internal sealed class SqliteSnapshot(SqliteReaders readers, SqliteQueries queries) : ILedgerSnapshot
{
    private const int PageEntries = 500;

    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        PagesAsync(after, from => queries.ReadEntries(from, PageEntries), cancellation);

    public IAsyncEnumerable<RecordedEntry> ReadWalletEntriesAsync(
        string walletId, long after, CancellationToken cancellation = default) =>
        PagesAsync(after, from => queries.ReadWalletEntries(walletId, from, PageEntries), cancellation);

    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        StreamAsync(SqliteQueries.BalancesText, SqliteRows.Balance, cancellation);

    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        StreamAsync(SqliteQueries.TokensText, SqliteRows.Token, cancellation);

    public IAsyncEnumerable<ChainHead> ReadChainsAsync(CancellationToken cancellation = default) =>
        StreamAsync(SqliteQueries.ChainsText, SqliteRows.Chain, cancellation);

    public ValueTask DisposeAsync()
    {
        try
        {
            queries.End();
            readers.Return(queries);
        }
        catch (SqliteException)
        {
            // The transaction ended by an error that its reader has been told of.
            queries.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async IAsyncEnumerable<RecordedEntry> PagesAsync(
        long after,
        Func<long, List<RecordedEntry>> read,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        List<RecordedEntry> page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = SqliteReaders.Guard(() => read(after));
            foreach (var entry in page)
            {
                after = entry.Sequence;
                yield return entry;
            }
        }
        while (page.Count == PageEntries);
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, Func<SqliteStatement, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        using var rows = queries.Stream(sql, read).GetEnumerator();
        while (SqliteReaders.Guard(rows.MoveNext))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return rows.Current;
        }
    }
}
