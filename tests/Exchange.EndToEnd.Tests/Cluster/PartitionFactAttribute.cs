namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>A test of a cluster of which one silo is in a network namespace, where the machine makes them.</summary>
internal sealed class PartitionFactAttribute : FactAttribute
{
    public PartitionFactAttribute() => Skip = new ClusterFactAttribute().Skip ?? NetworkSpace.Obstacle;

    /// <summary>Whether such a test runs here.</summary>
    public static bool IsPossible => new PartitionFactAttribute().Skip is null;
}
