using Npgsql;
using Orleans.Configuration;

namespace Exchange.Silo.Storage;

/// <summary>The database of a cluster.</summary>
/// <param name="connectionString">How Npgsql reaches it.</param>
public sealed class PostgresGrainDatabase(string connectionString) : IGrainDatabase
{
    /// <summary>The name by which Orleans knows Npgsql.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>What the silos of a cluster take while they apply the script: a number that nobody else uses.</summary>
    private const long Lock = 0x6f726c65616e73;

    public async Task Prepare(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // IF NOT EXISTS alone fails where two make the same table at once; the transaction's end lets go of the lock.
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection, transaction)
        { Parameters = { new NpgsqlParameter<long> { TypedValue = Lock } } };
        await turn.ExecuteNonQueryAsync(cancellation);
        await using var script = connection.CreateCommand();
        script.Transaction = transaction;
        script.CommandText = GrainScript.Read("002_orleans.sql");
        await script.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public void Configure(AdoNetGrainStorageOptions options)
    {
        options.Invariant = Invariant;
        options.ConnectionString = connectionString;
        options.GrainStorageSerializer = new GrainStateSerializer();
    }
}
