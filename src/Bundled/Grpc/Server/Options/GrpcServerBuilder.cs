using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <inheritdoc cref="IGrpcServerBuilder"/>
internal sealed record GrpcServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;
