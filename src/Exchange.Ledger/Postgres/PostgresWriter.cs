using System.Diagnostics;
using System.Globalization;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>
/// Writes batches. It trusts what it remembers as long as nobody else writes the same rows: one round trip, in which
/// every row must be found as it was left. What is refused that way, or found changed, is judged again under locks.
/// </summary>
internal sealed class PostgresWriter : IBatchWriter
{
    /// <summary>Batches that are written under locks once another writer was met.</summary>
    private const int WaryBatches = 64;

    /// <summary>Commits in a batch that is large enough to prepare another one beside it.</summary>
    private const int PrepareMin = 256;

    private const int LookMilliseconds = 1;
    private const int AttemptsMax = 4;
    private static readonly TimeSpan ResolvePause = TimeSpan.FromMilliseconds(100);

    private readonly PostgresConnections _connections;
    private readonly LedgerOptions _options;
    private readonly Action<LedgerException> _refuseWaiting;
    private readonly NpgsqlConnection _connection;
    private readonly int _number;
    private readonly PostgresOwners _owners = new();
    private readonly PostgresLoader _loader;
    private readonly PostgresPlanner _planner;
    private HashChain _chain;
    private PostgresPlan? _prepared;
    private long _clock;
    private int _wary;

    private PostgresWriter(
        PostgresConnections connections,
        LedgerOptions options,
        Action<LedgerException> refuseWaiting,
        NpgsqlConnection connection,
        int number,
        long sequence)
    {
        (_connections, _options, _refuseWaiting) = (connections, options, refuseWaiting);
        (_connection, _number) = (connection, number);
        _clock = PostgresPlanner.ClockOf(sequence);
        _chain = new HashChain(number.ToString(CultureInfo.InvariantCulture));
        _loader = new PostgresLoader(connection, _owners);
        _planner = new PostgresPlanner(_owners, new PostgresTables(connection, number), number);
    }

    /// <inheritdoc/>
    public bool IsSpent { get; private set; }

    // Sequences rise along every row, whoever wrote it last.
    private long Clock => Math.Max(_clock, PostgresPlanner.ClockOf(_loader.SequenceMax));

    /// <summary>Opens a writer with a number and a chain of its own.</summary>
    /// <param name="refuseWaiting">Called while a batch waits for the database to say what became of it.</param>
    /// <exception cref="LedgerException">The database cannot be written.</exception>
    public static PostgresWriter Open(
        PostgresConnections connections, LedgerOptions options, Action<LedgerException> refuseWaiting)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = connections.OpenWriter();
            using var command = new NpgsqlCommand(
                "INSERT INTO writer DEFAULT VALUES RETURNING number, (SELECT coalesce(max(sequence), 0) FROM entry)",
                connection);
            using var row = command.ExecuteReader();
            row.Read();
            var (number, sequence) = (row.GetInt32(0), row.GetInt64(1));
            row.Close();
            return new PostgresWriter(connections, options, refuseWaiting, connection, number, sequence);
        }
        catch (Exception e) when (PostgresFailure.IsOfDatabase(e))
        {
            connection?.Dispose();
            throw PostgresFailure.Of("The ledger could not be opened", e);
        }
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<PendingCommit> batch, Func<int, IReadOnlyList<PendingCommit>?> ahead)
    {
        var plan = TakePrepared(batch);
        var touched = plan?.Touched ?? Touched.By(batch);
        try
        {
            if (_wary == 0 && (plan ?? PlanTrusting(batch, touched)) is { } trusting && Commit(trusting, false, ahead))
            {
                return;
            }

            _wary = Math.Max(0, _wary - 1);
            for (var attempt = 0; attempt < AttemptsMax; attempt++)
            {
                if (WriteLocked(batch, touched))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is FormatException || PostgresFailure.IsOfDatabase(e))
        {
            throw PostgresFailure.IsOfData(e)
                ? new BatchRefusedException("The database refused the entry.", e)
                : PostgresFailure.Of("The ledger could not be written", e);
        }

        throw new LedgerException("Other writers were always first.", outcomeKnown: true);
    }

    public void Dispose()
    {
        _prepared?.Dispose();
        _connection.Dispose();
    }

    // What was prepared is for the batch that follows, and for no other.
    private PostgresPlan? TakePrepared(IReadOnlyList<PendingCommit> batch)
    {
        if (!ReferenceEquals(_prepared?.Batch, batch))
        {
            ForgetPrepared();
        }

        var plan = _prepared;
        _prepared = null;
        return plan;
    }

    private PostgresPlan? PlanTrusting(IReadOnlyList<PendingCommit> batch, Touched touched)
    {
        _loader.Complete(touched);
        return _planner.TryPlanAll(batch, touched, _chain, Clock);
    }

    private bool WriteLocked(IReadOnlyList<PendingCommit> batch, Touched touched)
    {
        _loader.Complete(touched);
        try
        {
            _loader.Lock(touched, batch);
        }
        catch (PostgresException e) when (PostgresFailure.IsConflict(e))
        {
            _owners.Forget(touched);
            _loader.Rollback();
            return false;
        }

        if (_planner.TryPlanLanded(batch, touched, _chain, Clock) is { } plan)
        {
            return Commit(plan, true, static _ => null);
        }

        _loader.Rollback();
        return true;
    }

    // False: another writer was first, and nothing was written.
    private bool Commit(PostgresPlan plan, bool locked, Func<int, IReadOnlyList<PendingCommit>?> ahead)
    {
        using (plan)
        {
            try
            {
                Execute(plan, ahead);
            }
            catch (PostgresException e) when (PostgresFailure.IsConflict(e))
            {
                GiveUp(plan);
                _wary = WaryBatches;
                if (locked)
                {
                    _loader.Rollback();
                }

                return false;
            }
            catch (Exception e) when (PostgresFailure.IsOfDatabase(e) && !PostgresFailure.IsRolledBack(e))
            {
                // The commit was cut off: its writer's row says whether it landed.
                IsSpent = true;
                if (!HasLanded(plan.Chain.Count, e))
                {
                    throw PostgresFailure.Of("The ledger's connection was cut off and nothing was written", e);
                }
            }
        }

        _owners.Trim(_options.CacheLimit);
        (_chain, _clock) = (plan.Chain, plan.Clock);
        return true;
    }

    // A small batch is waited for on this thread, which is woken soonest. While a large one is under way, the next one
    // is judged as of this one having landed.
    private void Execute(PostgresPlan plan, Func<int, IReadOnlyList<PendingCommit>?> ahead)
    {
        if (plan.Batch.Count < PrepareMin || _wary > 0)
        {
            plan.Commands.ExecuteNonQuery();
            return;
        }

        var under = plan.Commands.ExecuteNonQueryAsync();
        try
        {
            for (var asked = false; !asked && Task.WaitAny([under], LookMilliseconds) < 0;)
            {
                if (ahead(plan.Batch.Count / 2) is { } next)
                {
                    asked = true;
                    Prepare(next, plan);
                }
            }
        }
        finally
        {
            under.GetAwaiter().GetResult();
        }
    }

    // Rows that would have to be read first wait for the connection.
    private void Prepare(IReadOnlyList<PendingCommit> next, PostgresPlan plan)
    {
        var touched = Touched.By(next);
        if (_owners.Has(touched))
        {
            _prepared = _planner.TryPlanAll(next, touched, plan.Chain, plan.Clock);
        }
    }

    // What was prepared on top of it comes to nothing as well.
    private void GiveUp(PostgresPlan plan)
    {
        ForgetPrepared();
        _owners.Undo(plan.Touched, plan.Changes);
    }

    private void ForgetPrepared()
    {
        if (_prepared is { } prepared)
        {
            _prepared = null;
            prepared.Dispose();
            _owners.Undo(prepared.Touched, prepared.Changes);
        }
    }

    // Closing the row waits for a commit that is still under way, and stops one that has not come so far: after that
    // nothing can land any more, and what the row says is final. The thread is the writer's own and may sleep.
    private bool HasLanded(long entries, Exception cause)
    {
        for (var start = Stopwatch.StartNew(); ; Thread.Sleep(ResolvePause))
        {
            try
            {
                using var connection = _connections.OpenWriter();
                using var command = new NpgsqlCommand(
                    "UPDATE writer SET closed = coalesce(closed, now()) WHERE number = $1 RETURNING entries",
                    connection)
                { Parameters = { new() { Value = _number } } };
                return (long)command.ExecuteScalar()! == entries;
            }
            catch (Exception e) when (e is LedgerException || PostgresFailure.IsOfDatabase(e))
            {
                if (start.Elapsed > _options.ResolveTimeout)
                {
                    throw PostgresFailure.Of("What became of a commit is not known", cause, outcomeKnown: false);
                }

                _refuseWaiting(PostgresFailure.Of("The ledger cannot be reached", e));
            }
        }
    }
}
