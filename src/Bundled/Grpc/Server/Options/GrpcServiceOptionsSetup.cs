using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives the options of all services their defaults.</summary>
internal sealed class GrpcServiceOptionsSetup : IConfigureOptions<GrpcServiceOptions>
{
    private const int ReceiveSizeMaxDefault = 4 * 1024 * 1024;

    public void Configure(GrpcServiceOptions options) => options.SetDefaults(ReceiveSizeMaxDefault);
}
