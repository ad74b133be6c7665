using Exchange.Ledger.Tests;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>A cluster whose last silo is in a network namespace, linked to the database and to the others.</summary>
public sealed class PartitionFixture : ClusterFixture
{
    private NetworkSpace? _space;

    internal NetworkSpace Space => _space ?? throw new InvalidOperationException("There is no namespace.");

    /// <summary>The silo in the namespace.</summary>
    internal Member Apart => SiloMembers[^1];

    public override async Task InitializeAsync()
    {
        if (PartitionFactAttribute.IsPossible)
        {
            _space = new NetworkSpace();
            await base.InitializeAsync();
        }
    }

    public override async Task DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            _space?.Dispose();
        }
    }

    private protected override Task<PostgresServer> StartServer() =>
        PostgresServer.StartReachableAsync(Space.Database.HostAddress, Space.Database.Network);

    private protected override Member MakeSilo(int number) => number == Silos
        ? MakeSilo(number, Space.Cluster.OwnAddress, Space.Name)
        : MakeSilo(number, Space.Cluster.HostAddress, null);
}
