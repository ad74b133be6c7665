using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Where the configuration of gRPC services goes on.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
