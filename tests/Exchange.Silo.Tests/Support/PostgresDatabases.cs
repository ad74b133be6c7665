using Exchange.Ledger.Tests;

namespace Exchange.Silo.Tests;

/// <summary>One server for all tests of a class; each test has a database of its own.</summary>
public sealed class PostgresDatabases : IAsyncLifetime
{
    private PostgresServer? _server;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public string Make() => _server!.MakeDatabase();
}
