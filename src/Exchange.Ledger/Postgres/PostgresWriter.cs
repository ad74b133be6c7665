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
    /// <summary>Writers that may live at once: the last digits of a sequence tell them apart.</summary>
    private const long Slots = 1024;

    /// <summary>Batches that are written under locks once another writer was met.</summary>
    private const int WaryBatches = 64;

    private const int AttemptsMax = 4;
    private static readonly TimeSpan ResolvePause = TimeSpan.FromMilliseconds(100);

    private readonly PostgresConnections _connections;
    private readonly LedgerOptions _options;
    private readonly Action<LedgerException> _refuseWaiting;
    private readonly NpgsqlConnection _connection;
    private readonly int _number;
    private readonly PostgresOwners _owners = new();
    private readonly BatchJudge _judge;
    private readonly PostgresLoader _loader;
    private readonly PostgresTables _tables;
    private HashChain _chain;
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
        _clock = sequence / Slots;
        _chain = new HashChain(number.ToString(CultureInfo.InvariantCulture));
        _judge = new BatchJudge(_owners);
        _loader = new PostgresLoader(connection, _owners);
        _tables = new PostgresTables(connection, number);
    }

    /// <inheritdoc/>
    public bool IsSpent { get; private set; }

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
    public void Write(IReadOnlyList<PendingCommit> batch)
    {
        var touched = Touched.By(batch);
        try
        {
            if (_wary == 0 && WriteTrusting(batch, touched))
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

    public void Dispose() => _connection.Dispose();

    // Right only if everything lands: a refusal may come from something remembered that is no longer so.
    private bool WriteTrusting(IReadOnlyList<PendingCommit> batch, Touched touched)
    {
        _loader.Complete(touched);
        var landed = _judge.Judge(batch);
        if (landed.Count < batch.Count)
        {
            GiveUp(touched);
            return false;
        }

        return Commit(landed, touched, locked: false);
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
            GiveUp(touched);
            _loader.Rollback();
            return false;
        }

        var landed = _judge.Judge(batch);
        if (landed.Count > 0)
        {
            return Commit(landed, touched, locked: true);
        }

        GiveUp(touched);
        _loader.Rollback();
        return true;
    }

    // False: another writer was first, and nothing was written.
    private bool Commit(List<PendingCommit> landed, Touched touched, bool locked)
    {
        var chain = _chain.Fork();
        var clock = Math.Max(_clock, _loader.SequenceMax / Slots);
        var hashes = new List<byte[]>(landed.Count);
        foreach (var pending in landed)
        {
            pending.Sequence = (++clock * Slots) + (_number % Slots);
            hashes.Add(chain.Append(pending.Sequence, pending.Content));
        }

        var (tokens, wallets) = _owners.Apply(_judge);
        try
        {
            _tables.Write(locked, _chain.Count, chain, landed, hashes, tokens, wallets, _owners.SharesChanged);
        }
        catch (PostgresException e) when (PostgresFailure.IsConflict(e))
        {
            GiveUp(touched);
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
            if (!HasLanded(chain.Count, e))
            {
                throw PostgresFailure.Of("The ledger's connection was cut off and nothing was written", e);
            }
        }

        _judge.Forget();
        _owners.Confirm([.. tokens, .. wallets], landed[^1].Sequence);
        _owners.Trim(_options.CacheLimit);
        (_chain, _clock) = (chain, clock);
        return true;
    }

    private void GiveUp(Touched touched)
    {
        _judge.Forget();
        _owners.Forget(touched);
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
