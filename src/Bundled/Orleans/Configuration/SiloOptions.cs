using System.Net;

namespace Orleans.Configuration;

/// <summary>Which cluster the silo belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster, if none is named.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The service, if none is named.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>One running set of silos.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>What stored state belongs to, whatever cluster runs it.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>Which silo it is.</summary>
public class SiloOptions
{
    /// <summary>Its name.</summary>
    public string SiloName { get; set; } = $"Silo_{Environment.MachineName}";
}

/// <summary>Where the silo would listen; on this stack it does not, and the ports only make up its address.</summary>
public class EndpointOptions
{
    /// <summary>The port for other silos.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>The port for clients.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>The address that others know.</summary>
    public IPAddress AdvertisedIPAddress { get; set; } = IPAddress.Loopback;

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Where it listens for silos, if not at the advertised address.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Where it listens for clients, if not at the advertised address.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}

/// <summary>How calls are sent.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same with a debugger attached; this stack makes no difference.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The largest message; nothing is written here.</summary>
    public int MaxMessageBodySize { get; set; } = 104857600;

    /// <summary>Whether a call that ran into its timeout is dropped; here it always is.</summary>
    public bool DropExpiredMessages { get; set; } = true;
}

/// <summary>How a silo's calls are sent.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How long a request may run before its activation counts as stuck; not watched here.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = TimeSpan.FromHours(2);
}

/// <summary>
/// How a client's calls are sent; the client of this stack lives in the silo and obeys the silo's options.
/// </summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle activations end.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often to look.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an idle activation stays.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The same by full class name.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How long an activation may take to begin.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take to end.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
