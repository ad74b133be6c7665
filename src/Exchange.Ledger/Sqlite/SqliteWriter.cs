using System.Security.Cryptography;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger.Sqlite;

/// <summary>
/// Writes batches, one transaction each. After a failure it is thrown away with all that it remembers, and a new one
/// with a chain of its own takes its place: what is in memory is never trusted after a transaction that went wrong.
/// </summary>
internal sealed class SqliteWriter : IDisposable
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

    /// <summary>Opens a file whose schema is the newest.</summary>
    public static SqliteWriter Open(string path, LedgerOptions options, DateTimeOffset opened)
    {
        var session = SqliteSession.Open(path, options);
        try
        {
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
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Judges and writes a batch; when it returns, the batch is durable and each commit has its answer.
    /// </summary>
    /// <exception cref="LedgerException">The batch failed, and this writer must not be used again.</exception>
    public void Write(IReadOnlyList<PendingCommit> batch)
    {
        var committing = false;
        try
        {
            _session.Prepare("BEGIN IMMEDIATE").Run();
            ForgetIfOthersWrote();
            var before = _sequence;
            for (var index = 0; index < batch.Count; index++)
            {
                Write(batch[index]);
            }

            if (_sequence > before)
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
            var code = (e as SqliteException)?.SqliteExtendedErrorCode ?? 0;
            throw new LedgerException($"The ledger could not be written (SQLite {code}).", !committing, e);
        }
    }

    public void Dispose() => _session.Dispose();

    private void Write(PendingCommit pending)
    {
        try
        {
            var answer = _judge.Judge(pending.Commit);
            if (answer.Outcome == CommitOutcome.Committed)
            {
                _tables.Insert(pending, ++_sequence, _chain);
                answer = answer with { Sequence = _sequence };
            }

            pending.Answer = answer;
        }
        catch (InvalidOperationException e)
        {
            pending.Fault = e;
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
