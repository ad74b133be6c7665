using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The call that an HTTP request carries.</summary>
public interface IServerCallContextFeature
{
    ServerCallContext ServerCallContext { get; }
}
