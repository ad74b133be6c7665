using Npgsql;
using Orleans.Configuration;

namespace Exchange.Silo.Storage;

/// <summary>The database of a cluster: grain state, reminders, and who is in the cluster.</summary>
public sealed class PostgresGrainDatabase : IGrainDatabase
{
    /// <summary>The name by which Orleans knows Npgsql.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>What the silos of a cluster take while they apply the script: a number that nobody else uses.</summary>
    private const long Lock = 0x6f726c65616e73;

    /// <summary>Grain state is read and written seldom; a server has about 100 connections for all.</summary>
    private const int ConnectionsMax = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _connectionString;

    /// <param name="connectionString">How Npgsql reaches it.</param>
    /// <exception cref="InvalidDataException">It makes no sense.</exception>
    public PostgresGrainDatabase(string connectionString)
    {
        try
        {
            _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "exchange-grains",
                MaxPoolSize = ConnectionsMax,
            }.ToString();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException("the connection string makes no sense", exception);
        }
    }

    public async Task Prepare(CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
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

    /// <summary>The same, as soon as it can be reached, and says so: a gateway may be started before it is.</summary>
    public async Task PrepareWhenReached(CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Prepare(cancellation);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                if (attempt == 0)
                {
                    await Console.Error.WriteLineAsync($"waiting for the database: {exception.Message}");
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }

    public void AddStorage(ISiloBuilder silo, string name) =>
        silo.AddAdoNetGrainStorage(name, (AdoNetGrainStorageOptions options) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = _connectionString;
            options.GrainStorageSerializer = new GrainStateSerializer();
        });

    /// <summary>Tells a silo where the list of silos is.</summary>
    public void Configure(AdoNetClusteringSiloOptions options)
    {
        options.Invariant = Invariant;
        options.ConnectionString = _connectionString;
    }

    /// <summary>Tells a gateway where the list of silos is.</summary>
    public void Configure(AdoNetClusteringClientOptions options)
    {
        options.Invariant = Invariant;
        options.ConnectionString = _connectionString;
    }

    /// <summary>Tells a silo where reminders are.</summary>
    public void Configure(AdoNetReminderTableOptions options)
    {
        options.Invariant = Invariant;
        options.ConnectionString = _connectionString;
    }
}
