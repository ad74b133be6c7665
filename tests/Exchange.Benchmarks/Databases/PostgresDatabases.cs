using Exchange.Benchmarks.Harness;
using Exchange.Ledger.Tests;

namespace Exchange.Benchmarks.Databases;

/// <summary>Databases of a PostgreSQL of this program's own.</summary>
internal sealed class PostgresDatabases(Scratch scratch, PostgresServer server) : IDatabases
{
    // What any installation for such a load would have; how durable it is stays as it comes: entirely.
    private static readonly string[] Settings =
    [
        "shared_buffers=1GB", "min_wal_size=2GB", "max_wal_size=8GB", "checkpoint_timeout=15min", "max_connections=300",
    ];

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
    public static async Task<PostgresDatabases> StartAsync(Scratch scratch)
    {
        var server = await PostgresServer.StartAsync(Settings);
        server.Run("psql", "-c", FillLog, "-c", "CHECKPOINT");
        return new PostgresDatabases(scratch, server);
    }

    public Database Make(string name) => MakeTables(name);

    /// <summary>Makes an empty one, for what only PostgreSQL can do.</summary>
    public PostgresTables MakeTables(string name) => new(scratch.File(name), server.MakeDatabase());

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
