namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>Tests of clusters run one after the other: each has the processes of a whole machine.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection
{
    public const string Name = "clusters";
}
