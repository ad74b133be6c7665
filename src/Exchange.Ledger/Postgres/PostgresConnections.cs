using System.Globalization;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>Connections to the ledger's database: a pool for readers, and one of its own for each writer.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    private const string ApplicationName = "exchange-ledger";
    // Listings are read off an index in its order. Left to itself the planner would rather collect all that a wallet
    // ever did and sort it, since it counts a condition twice that is the index's own.
    private const string InOrder = "-c enable_bitmapscan=off";
    /// <summary>A writer has about ten texts, which the driver prepares once they come back.</summary>
    private const int StatementsMax = 20;

    private const int ConnectSeconds = 5;
    private const int KeepAliveSeconds = 30;
    private const int LockHeldMilliseconds = 5_000;

    private readonly string _writer;
    private readonly LedgerOptions _options;
    private readonly NpgsqlDataSource _readers;

    /// <exception cref="LedgerException">The connection string makes no sense.</exception>
    public PostgresConnections(string connectionString, LedgerOptions options)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            var text = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = ApplicationName,
                Timeout = ConnectSeconds,
                CommandTimeout = (int)options.StatementTimeout.TotalSeconds,
                KeepAlive = given.KeepAlive > 0 ? given.KeepAlive : KeepAliveSeconds,
                MaxPoolSize = options.ReadersMax,
                MinPoolSize = 0,
            };
            _options = options;
            _readers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(text.ToString())
            {
                Options = $"{text.Options} {InOrder}".TrimStart(),
            });

            // A writer's connection is kept alive by the system. Asked by the driver it could break between two batches
            // and nobody would see; this way it breaks under a batch, and what became of that is found out.
            _writer = new NpgsqlConnectionStringBuilder(text.ToString())
            {
                Pooling = false,
                KeepAlive = 0,
                TcpKeepAlive = true,
                TcpKeepAliveTime = text.KeepAlive,
                MaxAutoPrepare = StatementsMax,
            }.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new LedgerException("The connection string of the ledger makes no sense.", outcomeKnown: true, e);
        }
    }

    /// <summary>Lends a connection for reading.</summary>
    public ValueTask<NpgsqlConnection> OpenReaderAsync(CancellationToken cancellation) =>
        _readers.OpenConnectionAsync(cancellation);

    /// <summary>Forgets the connections that nobody uses: the server they led to may be gone.</summary>
    public void ForgetIdle() => _readers.Clear();

    /// <summary>Opens a connection for writing.</summary>
    /// <exception cref="LedgerException">The server would lose what it acknowledged.</exception>
    public NpgsqlConnection OpenWriter()
    {
        var connection = new NpgsqlConnection(_writer);
        try
        {
            connection.Open();
            using (var settings = new NpgsqlCommand(Settings(), connection))
            {
                settings.ExecuteNonQuery();
            }

            using var fsync = new NpgsqlCommand("SHOW fsync", connection);
            if ((string)fsync.ExecuteScalar()! == "off")
            {
                throw new LedgerException(
                    "The database server has fsync switched off and would lose what it acknowledged.",
                    outcomeKnown: true);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _readers.DisposeAsync();

    // Statements over arrays must go through them in their order, which is the order that every writer locks rows in:
    // only a nested loop does. A writer that was paused in the middle holds its locks no longer than some seconds.
    private string Settings() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off; SET jit = off;
         SET plan_cache_mode = force_generic_plan;
         SET lock_timeout = {(long)_options.LockTimeout.TotalMilliseconds};
         SET idle_in_transaction_session_timeout = {LockHeldMilliseconds};
         SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
         """);
}
