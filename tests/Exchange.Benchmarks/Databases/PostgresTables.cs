using Exchange.Benchmarks.Orders;
using Exchange.Benchmarks.Silo;
using Exchange.Ledger;
using Npgsql;

namespace Exchange.Benchmarks.Databases;

/// <summary>A database of PostgreSQL, and what can run on it.</summary>
internal sealed class PostgresTables(string dataPath, string connection) : Database
{
    // A page half full has room for the next version of each of its rows, and no index hears of it; those that are
    // there already are written anew.
    private const string TuneText =
        """
        ALTER TABLE OrleansStorage SET (
            fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
        """;

    private const string WritesText =
        "SELECT COALESCE(sum(Version), 0) FROM OrleansStorage WHERE GrainTypeString LIKE '%textbook-%'";

    public override async Task<ILedger> OpenAsync(LedgerOptions limits) =>
        await PostgresLedger.OpenAsync(connection, limits);

    public override Task<ILedger> OpenSingleAsync() => TransactionLedger.OpenAsync(connection);

    public override Task<SiloProcess> StartSiloAsync() =>
        SiloProcess.StartAsync(dataPath, "--ledger", "postgres", "--connection", connection);

    public override Task<SiloProcess> StartSingleSiloAsync() => SiloProcess.StartBaselineAsync(dataPath, connection);

    /// <summary>The silo of the benchmarks with a way of its own.</summary>
    public Task<SiloProcess> StartWayAsync(string way) => SiloProcess.StartWayAsync(dataPath, connection, way);

    /// <summary>The silo of the product as another build made it.</summary>
    public Task<SiloProcess> StartBuildAsync(string program) =>
        SiloProcess.StartBuildAsync(program, dataPath, "--ledger", "postgres", "--connection", connection);

    /// <summary>So many silos of the product, each a process, and a gateway before them.</summary>
    public Task<ClusterProcesses> StartClusterAsync(int silos) =>
        ClusterProcesses.StartAsync(dataPath, connection, silos);

    public override long CountOrders() => Ask(OrdersText);

    /// <summary>How often grains have written a state of the textbook's.</summary>
    public long CountGrainWrites() => Ask(WritesText);

    /// <summary>Makes grain storage as fast as it can be: room on its pages, and nothing dead on them.</summary>
    public void TuneGrainStorage()
    {
        Do(TuneText);
        Do("VACUUM (FULL, ANALYZE) OrleansStorage");
        Do("CHECKPOINT");
    }

    private long Ask(string sql) => With(sql, static command => Convert.ToInt64(
        command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));

    private void Do(string sql) => With(sql, static command => command.ExecuteNonQuery());

    private T With<T>(string sql, Func<NpgsqlCommand, T> run)
    {
        using var opened = new NpgsqlConnection(connection + ";Pooling=false");
        opened.Open();
#pragma warning disable CA2100 // The texts are this class's own.
        using var command = new NpgsqlCommand(sql, opened);
#pragma warning restore CA2100
        return run(command);
    }
}
