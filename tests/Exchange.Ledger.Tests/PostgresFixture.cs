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

    /// <summary>Waits until somebody in the database of this connection waits for a lock.</summary>
    internal static async Task LockIsAwaitedAsync(NpgsqlConnection connection)
    {
        const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";
        await using var command = new NpgsqlCommand(Waiting, connection);
        while ((long)(await command.ExecuteScalarAsync())! == 0)
        {
            await Task.Delay(10);
        }
    }

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
