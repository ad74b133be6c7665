using Npgsql;

namespace Exchange.Ledger.Tests;

/// <summary>One server for all tests of a class; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    /// <summary>Ends every other connection to the same database.</summary>
    internal const string CutOthers = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        + " WHERE pid <> pg_backend_pid() AND datname = current_database()";

    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>What someone with the database's password may do.</summary>
    internal static async Task EditAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
