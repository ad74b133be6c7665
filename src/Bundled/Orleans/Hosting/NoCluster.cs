using Orleans.Runtime;

namespace Orleans.Bundled.Hosting;

/// <summary>What this stack says to whoever wants more than one silo.</summary>
internal static class NoCluster
{
    public static OrleansConfigurationException Fault() => new(
        "a cluster needs Microsoft Orleans, and this is the bundled stack: build with -p:Stack=orleans");
}
