using Microsoft.Data.Sqlite;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Exchange.Silo.Storage;

/// <summary>The file that grain state lies in when there is no database server.</summary>
public sealed class SqliteGrainDatabase(string file) : IGrainDatabase
{
    /// <summary>The name by which Orleans knows Microsoft.Data.Sqlite.</summary>
    private const string Invariant = "System.Data.SQLite";

    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString();

    public async Task Prepare(CancellationToken cancellation = default)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = GrainScript.Read("orleans.sql");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public void AddStorage(ISiloBuilder silo, string name)
    {
        var direct = $"{name}-direct";
        silo.AddAdoNetGrainStorage(direct, (AdoNetGrainStorageOptions options) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = _connectionString;
            options.GrainStorageSerializer = new GrainStateSerializer();
        });
        silo.Services.AddGrainStorage(name, (services, _) =>
            new SerialGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(direct)));
    }
}
