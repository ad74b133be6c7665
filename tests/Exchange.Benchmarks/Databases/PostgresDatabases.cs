using Exchange.Benchmarks.Harness;
using Exchange.Benchmarks.Orders;
using Exchange.Benchmarks.Silo;
using Exchange.Ledger;
using Exchange.Ledger.Tests;
using Npgsql;

namespace Exchange.Benchmarks.Databases;

/// <summary>Databases of a PostgreSQL of this program's own.</summary>
internal sealed class PostgresDatabases(Scratch scratch, PostgresServer server) : IDatabases
{
    // What any installation for such a load would have; how durable it is stays as it comes: entirely.
    private static readonly string[] Settings =
        ["shared_buffers=1GB", "min_wal_size=2GB", "max_wal_size=8GB", "checkpoint_timeout=15min"];

    // A server that has run for a while writes its log over old files; a new one makes each of them first.
    private const string FillLog =
        """
        DO $$ BEGIN
            FOR i IN 1..100 LOOP PERFORM pg_logical_emit_message(false, '', ''), pg_switch_wal(); END LOOP;
        END $$;
        """;

    public string Name => "postgres";

    public string Description => $"PostgreSQL: fsync and full_page_writes on, {string.Join(", ", Settings)}";

    public string SingleDescription => "one transaction each, 16 connections";

    /// <summary>Starts a server of one's own.</summary>
    public static async Task<IDatabases> StartAsync(Scratch scratch)
    {
        var server = await PostgresServer.StartAsync(Settings);
        server.Run("psql", "-c", FillLog, "-c", "CHECKPOINT");
        return new PostgresDatabases(scratch, server);
    }

    public Database Make(string name) => new Tables(scratch.File(name), server.MakeDatabase());

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private sealed class Tables(string dataPath, string connection) : Database
    {
        public override async Task<ILedger> OpenAsync(LedgerOptions limits) =>
            await PostgresLedger.OpenAsync(connection, limits);

        public override Task<ILedger> OpenSingleAsync() => TransactionLedger.OpenAsync(connection);

        public override Task<SiloProcess> StartSiloAsync() =>
            SiloProcess.StartAsync(dataPath, "--ledger", "postgres", "--connection", connection);

        public override Task<SiloProcess> StartSingleSiloAsync() =>
            SiloProcess.StartBaselineAsync(dataPath, connection);

        public override long CountOrders()
        {
            using var opened = new NpgsqlConnection(connection + ";Pooling=false");
            opened.Open();
            using var command = new NpgsqlCommand(OrdersText, opened);
            return (long)command.ExecuteScalar()!;
        }
    }
}
