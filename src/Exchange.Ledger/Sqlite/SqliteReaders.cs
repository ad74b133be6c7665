using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger.Sqlite;

/// <summary>Read connections that are lent, and kept with their prepared statements when they come back.</summary>
internal sealed class SqliteReaders(string path, LedgerOptions options) : IDisposable
{
    private const int IdleMax = 8;

    private readonly ConcurrentBag<SqliteQueries> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads with a connection of one's own.</summary>
    /// <exception cref="LedgerException">The ledger is closed, or cannot be read.</exception>
    public T Read<T>(Func<SqliteQueries, T> read)
    {
        var queries = Rent();
        try
        {
            var result = read(queries);
            Return(queries);
            return result;
        }
        catch (SqliteException e)
        {
            // A connection that failed once is not worth keeping.
            queries.Dispose();
            throw Failure(e);
        }
        catch
        {
            queries.Dispose();
            throw;
        }
    }

    /// <summary>Runs a reading on a connection that was lent.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Lends a connection; <see cref="Return"/> takes it back.</summary>
    public SqliteQueries Rent()
    {
        if (_closed)
        {
            throw new LedgerException("The ledger is closed.", outcomeKnown: true);
        }

        if (_idle.TryTake(out var queries))
        {
            return queries;
        }

        try
        {
            var session = SqliteSession.Open(path, options);
            session.Execute("PRAGMA query_only = 1");
            return new SqliteQueries(session);
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Lends a connection for the reading of one moment.</summary>
    public SqliteSnapshot Snapshot()
    {
        var queries = Rent();
        try
        {
            queries.BeginNow();
            return new SqliteSnapshot(this, queries);
        }
        catch (SqliteException e)
        {
            queries.Dispose();
            throw Failure(e);
        }
    }

    public void Return(SqliteQueries queries)
    {
        if (_closed || _idle.Count >= IdleMax)
        {
            queries.Dispose();
            return;
        }

        _idle.Add(queries);
        if (_closed)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var queries))
        {
            queries.Dispose();
        }
    }

    private static LedgerException Failure(SqliteException e) =>
        new($"The ledger could not be read (SQLite {e.SqliteExtendedErrorCode}).", outcomeKnown: true, e);
}
