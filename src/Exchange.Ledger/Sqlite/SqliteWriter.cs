using System.Security.Cryptography;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Exchange.Ledger.Sqlite;

/// <summary>Writes batches to the file; each writer has a chain of its own.</summary>
internal sealed class SqliteWriter : IBatchWriter
{
    private const int PageBytes = 4096;

    private readonly SqliteSession _session;
    private readonly LedgerOptions _options;
    private readonly DateTimeOffset _opened;
    private readonly HashChain _chain = new(RandomNumberGenerator.GetHexString(32, lowercase: true));
    private readonly SqliteBatchTables _tables;
    private readonly BatchJudge _judge;
    private long _sequence;
    private long _dataVersion = -1;

    private SqliteWriter(SqliteSession session, LedgerOptions options, DateTimeOffset opened)
    {
        _session = session;
        _options = options;
        _opened = opened;
        _tables = new SqliteBatchTables(session);
        _judge = new BatchJudge(new SqliteFacts(session));
    }

    /// <inheritdoc/>
    public bool IsSpent => false;

    /// <summary>Opens a file whose schema is the newest.</summary>
    /// <exception cref="LedgerException">It cannot be opened.</exception>
    public static SqliteWriter Open(string path, LedgerOptions options, DateTimeOffset opened)
    {
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(path, options);
            session.Execute("PRAGMA synchronous = FULL");
            session.Execute("PRAGMA cache_size = -65536");

            // A checkpoint copies a page once however often it was written; at the default it would come at every
            // other batch.
            session.Execute("PRAGMA wal_autocheckpoint = 8000");
            if (options.SizeMaxBytes > 0)
            {
                session.Execute($"PRAGMA max_page_count = {Math.Max(1, options.SizeMaxBytes / PageBytes)}");
            }

            return new SqliteWriter(session, options, opened);
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw new LedgerException(
                $"The ledger could not be opened (SQLite {e.SqliteExtendedErrorCode}).", outcomeKnown: true, e);
        }
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<PendingCommit> batch, Func<int, IReadOnlyList<PendingCommit>?> ahead)
    {
        var committing = false;
        try
        {
            _session.Prepare("BEGIN IMMEDIATE").Run();
            ForgetIfOthersWrote();
            var landed = _judge.Judge(batch);
            foreach (var pending in landed)
            {
                pending.Sequence = ++_sequence;
                _tables.Insert(pending, _chain);
            }

            if (landed.Count > 0)
            {
                _tables.Update(_judge);
                _tables.Update(_chain, _sequence, _opened);
            }

            committing = true;
            _session.Prepare("COMMIT").Run();
            _judge.Settle(_options.CacheLimit);
        }
        catch (Exception e) when (e is SqliteException or FormatException)
        {
            // Before the COMMIT nothing can have landed: closing the connection undoes it. A COMMIT that failed may
            // have left whole frames in the journal, which a crash before the next transaction would bring to life.
            var code = e as SqliteException;
            var message = $"The ledger could not be written (SQLite {code?.SqliteExtendedErrorCode ?? 0}).";
            throw !committing && code?.SqliteErrorCode == raw.SQLITE_CONSTRAINT
                ? new BatchRefusedException(message, e)
                : new LedgerException(message, !committing, e);
        }
    }

    public void Dispose()
    {
        try
        {
            _session.Dispose();
        }
        catch (SqliteException)
        {
            // Its file may be gone; there is nothing left to close.
        }
    }

    // Inside the transaction nobody else writes, so what is found here holds until its end.
    private void ForgetIfOthersWrote()
    {
        var dataVersion = _session.QueryInteger("PRAGMA data_version");
        if (dataVersion == _dataVersion)
        {
            return;
        }

        _dataVersion = dataVersion;
        _judge.Forget();
        _sequence = _session.QueryInteger("SELECT coalesce(max(sequence), 0) FROM entry");
    }
}
