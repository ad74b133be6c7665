using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Exchange.Ledger.Postgres;
using Exchange.Ledger.Writing;
using Npgsql;

namespace Exchange.Ledger;

/// <summary>
/// The ledger on PostgreSQL: the database of a cluster. Each process has one writer; any number of them may write.
/// </summary>
public sealed class PostgresLedger : ISnapshotLedger
{
    private readonly PostgresConnections _connections;
    private readonly CommitLoop? _loop;
    private volatile bool _closed;

    private PostgresLedger(PostgresConnections connections, CommitLoop? loop)
    {
        _connections = connections;
        _loop = loop;
    }

    /// <summary>Opens a ledger, making its tables or bringing them to the newest schema.</summary>
    /// <exception cref="LedgerException">
    /// It is of a newer version, cannot be opened, or cannot be reached now.
    /// </exception>
    public static Task<PostgresLedger> OpenAsync(
        string connectionString, LedgerOptions options, CancellationToken cancellation = default) =>
        OpenAsync(connectionString, options, PostgresSchema.MigrateAsync, readOnly: false, cancellation);

    /// <summary>Opens a ledger for reading alone; nothing of it changes.</summary>
    /// <exception cref="LedgerException">There is none, of this version, or it cannot be opened.</exception>
    public static Task<PostgresLedger> OpenReadOnlyAsync(
        string connectionString, LedgerOptions options, CancellationToken cancellation = default) => OpenAsync(
            connectionString,
            options,
            async (connection, stop) =>
            {
                await PostgresSchema.AssertKnownAsync(connection, stop);
                return [];
            },
            readOnly: true,
            cancellation);

    /// <summary>Makes the tables, or brings them to the newest schema; several processes may do so at once.</summary>
    /// <returns>The scripts that were applied.</returns>
    /// <exception cref="LedgerException">The database is of a newer version, or cannot be reached.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        string connectionString, CancellationToken cancellation = default)
    {
        await using var connections = new PostgresConnections(connectionString, new LedgerOptions());
        return await PrepareAsync(connections, PostgresSchema.MigrateAsync, cancellation);
    }

    /// <inheritdoc/>
    public bool RisesByCommit => false;

    /// <inheritdoc/>
    public ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        CommitCheck.AssertValid(commit);
        return _loop?.OfferAsync(commit)
            ?? throw new LedgerException("The ledger is open for reading alone.", outcomeKnown: true);
    }

    /// <inheritdoc/>
    public ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.FindEntryAsync(id, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.LoadWalletAsync(walletId, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        ReadAsync(queries => queries.LoadTokenAsync(symbol, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation = default)
    {
        query.AssertValid();
        return ReadAsync(queries => queries.ListEntriesAsync(query, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEntry> ReadEntriesAsync(long after, CancellationToken cancellation = default) =>
        OfMomentAsync(moment => moment.ReadEntriesAsync(after, cancellation), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<Posting> ReadBalancesAsync(CancellationToken cancellation = default) =>
        OfMomentAsync(moment => moment.ReadBalancesAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<TokenSnapshot> ReadTokensAsync(CancellationToken cancellation = default) =>
        OfMomentAsync(moment => moment.ReadTokensAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default) =>
        AgainIfCutAsync(async () =>
        {
            var queries = await RentAsync(cancellation);
            try
            {
                await queries.BeginAsync(cancellation);
                return (ILedgerSnapshot)new PostgresSnapshot(queries);
            }
            catch
            {
                await queries.DisposeAsync();
                throw;
            }
        });

    /// <summary>Writes what waits, answers it, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_loop is not null)
        {
            await _loop.CloseAsync();
        }

        _closed = true;
        await _connections.DisposeAsync();
    }

    private static async Task<PostgresLedger> OpenAsync(
        string connectionString,
        LedgerOptions options,
        Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<string>>> prepare,
        bool readOnly,
        CancellationToken cancellation)
    {
        options.AssertValid();
        var connections = new PostgresConnections(connectionString, options);
        try
        {
            await PrepareAsync(connections, prepare, cancellation);
            var loop = readOnly
                ? null
                : new CommitLoop(options, own => PostgresWriter.Open(connections, options, own.RefuseWaiting));
            return new PostgresLedger(connections, loop);
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(
        PostgresConnections connections,
        Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<string>>> prepare,
        CancellationToken cancellation)
    {
        try
        {
            await using var connection = await connections.OpenReaderAsync(cancellation);
            return await prepare(connection, cancellation);
        }
        catch (Exception e) when (PostgresFailure.IsOfDatabase(e))
        {
            throw PostgresFailure.Of("The ledger could not be opened", e);
        }
    }

    private async IAsyncEnumerable<T> OfMomentAsync<T>(
        Func<ILedgerSnapshot, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var moment = await OpenSnapshotAsync(cancellation);
        await foreach (var item in read(moment))
        {
            yield return item;
        }
    }

    private ValueTask<T> ReadAsync<T>(Func<PostgresQueries, ValueTask<T>> read, CancellationToken cancellation) =>
        AgainIfCutAsync(async () =>
        {
            await using var queries = await RentAsync(cancellation);
            return await read(queries);
        });

    // A connection of the pool that broke while nobody used it shows only now; reading once more is always safe.
    private async ValueTask<T> AgainIfCutAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (LedgerException e) when (e.IsUnreachable)
        {
            _connections.ForgetIdle();
            return await read();
        }
    }

    private async ValueTask<PostgresQueries> RentAsync(CancellationToken cancellation)
    {
        ObjectDisposedException? closed = null;
        if (!_closed)
        {
            try
            {
                return new PostgresQueries(await PostgresQueries.GuardAsync(
                    () => _connections.OpenReaderAsync(cancellation).AsTask()));
            }
            catch (ObjectDisposedException e)
            {
                closed = e;
            }
        }

        throw new LedgerException("The ledger is closed.", outcomeKnown: true, closed);
    }
}
