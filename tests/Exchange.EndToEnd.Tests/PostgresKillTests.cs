using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>The silo is killed while PostgreSQL lives on.</summary>
public sealed class PostgresKillTests(ITestOutputHelper output) : KillTests(output), IAsyncLifetime
{
    private PostgresServer _server = null!;

    private protected override int RoundsDefault => 4;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private protected override Task<Deployment> Deploy(string folder) =>
        Task.FromResult(new Deployment(folder, _server.MakeDatabase()));
}
