using Orleans.Bundled.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a client outside the silos, which this stack refuses: its client lives in the silo.</summary>
public static class OrleansClientGenericHostExtensions
{
    /// <summary>Not on this stack.</summary>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostApplicationBuilder UseOrleansClient(
        this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate) =>
        throw NoCluster.Fault();
}
