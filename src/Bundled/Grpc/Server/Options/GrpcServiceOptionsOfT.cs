namespace Grpc.AspNetCore.Server;

/// <summary>How services of one type are served, where that differs from the others.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
