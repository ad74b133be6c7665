using Exchange.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Exchange.Ledger.Sqlite;

/// <summary>
/// The one thread that writes. It takes everything that waits, commits it as one transaction and goes again as soon as
/// that is durable: the busier the exchange, the larger the batches.
/// </summary>
internal sealed class SqliteCommitLoop
{
    private readonly string _path;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _clock;
    private readonly CommitQueue _queue;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteWriter? _writer;

    public SqliteCommitLoop(string path, LedgerOptions options, TimeProvider clock)
    {
        _path = path;
        _options = options;
        _clock = clock;
        _queue = new CommitQueue(options.QueueLimit);
        _thread = new Thread(Run) { IsBackground = true, Name = "ledger writer" };
        _thread.Start();
    }

    public ValueTask<CommitAnswer> OfferAsync(Commit commit) => _queue.OfferAsync(commit);

    /// <summary>Takes nothing more in, writes what waits, and ends.</summary>
    public Task CloseAsync()
    {
        _queue.Close();
        return _ended.Task;
    }

    private void Run()
    {
        var batch = new List<PendingCommit>();
        while (_queue.WaitAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            _queue.Take(batch, _options.BatchLimit);
            Write(batch);
        }

        _writer?.Dispose();
        _ended.SetResult();
    }

    private void Write(List<PendingCommit> batch)
    {
        try
        {
            _writer ??= SqliteWriter.Open(_path, _options, _clock.GetUtcNow());
            _writer.Write(batch);
        }
        catch (Exception e)
        {
            // Whatever it was, callers must not wait for ever and the next batch starts from what is on disk.
            var failure = e as LedgerException ?? Failure(e);
            Discard();
            batch.ForEach(pending => pending.Fail(failure));
            return;
        }

        batch.ForEach(pending => pending.Complete());
    }

    private static LedgerException Failure(Exception e) => e is SqliteException sqlite
        ? new($"The ledger could not be opened (SQLite {sqlite.SqliteExtendedErrorCode}).", outcomeKnown: true, e)
        : new("The ledger's writer failed.", outcomeKnown: false, e);

    private void Discard()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (SqliteException)
        {
            // Its file may be gone; there is nothing left to close.
        }

        _writer = null;
    }
}
