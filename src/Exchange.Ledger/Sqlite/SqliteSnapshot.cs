using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger.Sqlite;

/// <summary>One connection in one reading transaction.</summary>
internal sealed class SqliteSnapshot(SqliteReaders readers, SqliteQueries queries) : ILedgerSnapshot
{
    private const int PageEntries = 500;

    public async IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        List<RecordedEntry> page;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            page = SqliteReaders.Guard(() => queries.ReadEntries(after, PageEntries));
            foreach (var entry in page)
            {
                after = entry.Sequence;
                yield return entry;
            }
        }
        while (page.Count == PageEntries);
    }

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
