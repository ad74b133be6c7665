using System.Net;
using Orleans.Bundled.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Says what cluster the silo is part of: on this stack, of itself.</summary>
public static class CoreHostingExtensions
{
    /// <summary>One silo on this machine.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        // As in Orleans: "dev" is not said out loud, and what is configured elsewhere, or "default", holds.
        return serviceId == "dev" && clusterId == "dev"
            ? builder
            : builder.Configure<ClusterOptions>(options =>
            {
                options.ServiceId = serviceId;
                options.ClusterId = clusterId;
            });
    }
}

/// <summary>Where the silo would listen.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Ports on this machine.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        System.Net.Sockets.AddressFamily addressFamily = System.Net.Sockets.AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort, listenOnAnyHostAddress);

    /// <summary>Ports at an address.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        IPAddress advertisedIP,
        int siloPort,
        int gatewayPort,
        bool listenOnAnyHostAddress = false) =>
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
}

/// <summary>A cluster by a database, which this stack refuses.</summary>
public static class AdoNetHostingExtensions
{
    /// <summary>Not on this stack.</summary>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static ISiloBuilder UseAdoNetClustering(
        this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions) =>
        throw NoCluster.Fault();

    /// <summary>Not on this stack.</summary>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IClientBuilder UseAdoNetClustering(
        this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) =>
        throw NoCluster.Fault();
}
