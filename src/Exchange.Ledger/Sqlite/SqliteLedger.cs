using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Exchange.Ledger.Sqlite;
using Exchange.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger;

/// <summary>
/// The ledger in one SQLite file: the embedded default. Write-ahead log, synchronous FULL; one thread writes, readers
/// never wait for it. Several processes may open one file.
/// </summary>
public sealed class SqliteLedger : ISnapshotLedger
{
    private const int PageEntries = 500;

    private readonly SqliteReaders _readers;
    private readonly CommitLoop? _loop;

    private SqliteLedger(SqliteReaders readers, CommitLoop? loop)
    {
        _readers = readers;
        _loop = loop;
    }

    /// <summary>Opens a ledger; makes the file, readable by its owner alone, if there is none.</summary>
    /// <exception cref="LedgerException">It is not a ledger, of a newer version, or cannot be opened.</exception>
    public static Task<SqliteLedger> OpenAsync(string path, LedgerOptions options, TimeProvider clock) =>
        OpenAsync(options, () =>
        {
            SqliteFile.Prepare(path);
            using var session = SqliteSession.Open(path, options);
            SqliteSchema.Migrate(session);
            return new SqliteLedger(
                new SqliteReaders(path, options, readOnly: false),
                new CommitLoop(options, _ => SqliteWriter.Open(path, options, clock.GetUtcNow())));
        });

    /// <summary>
    /// Opens a ledger that exists for reading alone, as an auditor must: whatever it is, nothing of it changes, and
    /// who writes it meanwhile never waits.
    /// </summary>
    /// <exception cref="LedgerException">It is not a ledger, of a newer version, or cannot be opened.</exception>
    public static Task<SqliteLedger> OpenReadOnlyAsync(string path, LedgerOptions options) =>
        OpenAsync(options, () =>
        {
            using var session = SqliteSession.Open(path, options, readOnly: true);
            SqliteSchema.AssertKnown(session);
            return new SqliteLedger(new SqliteReaders(path, options, readOnly: true), loop: null);
        });

    /// <inheritdoc/>
    public bool RisesByCommit => true;

    /// <inheritdoc/>
    public ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        CommitCheck.AssertValid(commit);
        return _loop?.OfferAsync(commit)
            ?? throw new LedgerException("The ledger is open for reading alone.", outcomeKnown: true);
    }

    /// <inheritdoc/>
    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.FindEntry(id), cancellation);

    /// <inheritdoc/>
    public ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.LoadWallet(walletId), cancellation);

    /// <inheritdoc/>
    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.LoadToken(symbol), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default)
    {
        query.AssertValid();
        return ReadAsync<IReadOnlyList<RecordedEntry>>(queries => queries.ListEntries(query), cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // In pages: one long reading would keep the write-ahead log from being emptied.
        while (true)
        {
            var from = after;
            var page = await ReadAsync(queries => queries.ReadEntries(from, PageEntries), cancellation);
            foreach (var entry in page)
            {
                after = entry.Sequence;
                yield return entry;
            }

            if (page.Count < PageEntries)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Posting> ReadBalancesAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var snapshot = await OpenSnapshotAsync(cancellation);
        await foreach (var balance in snapshot.ReadBalancesAsync(cancellation))
        {
            yield return balance;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var snapshot = await OpenSnapshotAsync(cancellation);
        await foreach (var token in snapshot.ReadTokensAsync(cancellation))
        {
            yield return token;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<ILedgerSnapshot>(_readers.Snapshot());
    }

    /// <summary>Writes what waits, answers it, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_loop is not null)
        {
            await _loop.CloseAsync();
        }

        _readers.Dispose();
    }

    private static Task<SqliteLedger> OpenAsync(LedgerOptions options, Func<SqliteLedger> open)
    {
        options.AssertValid();
        try
        {
            return Task.FromResult(open());
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            // The message of an exception from below may name a folder of this machine.
            var code = e is SqliteException sqlite ? $" (SQLite {sqlite.SqliteExtendedErrorCode})" : "";
            throw new LedgerException($"The ledger could not be opened{code}.", outcomeKnown: true, e);
        }
    }

    // SQLite answers from the page cache in microseconds and has no asynchronous reading of its own.
    private ValueTask<T> ReadAsync<T>(Func<SqliteQueries, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<T>(_readers.Read(read));
    }
}
