using Exchange.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>The silo is killed with its ledger in the data folder.</summary>
public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override int RoundsDefault => 6;

    private protected override Task<Deployment> Deploy(string folder) => Task.FromResult(new Deployment(folder));
}
