namespace Grpc.AspNetCore.Server;

/// <summary>The services mapped so far: endpoints for the unknown are added once.</summary>
internal sealed class ServiceRegistry
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public bool IsEmpty => _names.Count == 0;

    /// <summary>False if the service was mapped before.</summary>
    public bool Add(string serviceName) => _names.Add(serviceName);
}
