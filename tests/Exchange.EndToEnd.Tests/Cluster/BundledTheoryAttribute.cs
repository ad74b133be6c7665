namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>Of what the bundled stack alone refuses: on Microsoft Orleans it is skipped, and says so.</summary>
internal sealed class BundledTheoryAttribute : TheoryAttribute
{
    public BundledTheoryAttribute()
    {
        if (ClusterFactAttribute.IsCluster)
        {
            Skip = "this silo was built on Microsoft Orleans, which can be a cluster";
        }
    }
}
