using System.Data.Common;
using Exchange.Ledger.Tests;
using Npgsql;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>One PostgreSQL for all tests of the collection; whoever needs a database makes one of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public TestDatabase MakeDatabase() => new PostgresDatabase(_server!.MakeDatabase());

    private sealed class PostgresDatabase : TestDatabase
    {
        public PostgresDatabase(string connectionString)
        {
            ConnectionString = connectionString;

            // Twice, as at every start: the second time changes nothing.
            Execute(Script("002_orleans.sql"));
            Execute(Script("002_orleans.sql"));
        }

        public override string Invariant => "Npgsql";

        public override string ConnectionString { get; }

        public override string Bytes => "BYTEA";

        protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString);

        // The database ends with its server, but a server has only so many connections.
        protected override void Drop()
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    public const string Name = "postgres";
}
