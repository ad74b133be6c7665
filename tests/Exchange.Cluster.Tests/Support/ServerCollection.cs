using Exchange.Ledger.Tests;

namespace Exchange.Cluster.Tests.Support;

/// <summary>Tests that share a PostgreSQL, a database each, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerFixture>
{
    public const string Name = "a PostgreSQL";
}

/// <summary>Their server, with room for the connections of several silos and of those that were killed.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync("max_connections=400");

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
