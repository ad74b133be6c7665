using Exchange.EndToEnd.Tests.Support;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>A test of several silos, which only Microsoft Orleans can be.</summary>
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (!IsCluster)
        {
            Skip = "a cluster needs Microsoft Orleans, and this silo was built on the bundled stack";
        }
    }

    /// <summary>Whether the silo that was built with these tests can be one of several.</summary>
    public static bool IsCluster => File.Exists(
        Path.Combine(Path.GetDirectoryName(SiloProcess.Assembly())!, "Orleans.Clustering.AdoNet.dll"));
}
