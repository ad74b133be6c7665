using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>One request, many responses.</summary>
internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerStreamingServerMethod<TRequest, TResponse> handler,
    MethodOptions options,
    ILogger logger)
    : CallHandler<TRequest, TResponse>(method, options, logger)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeCoreAsync(ServerCall call)
    {
        LiftRequestTimeout(call.Http);
        var request = await ReadRequestAsync(call);
        var writer = new ServerStreamWriter<TResponse>(call, Method.ResponseMarshaller.ContextualSerializer);
        try
        {
            await handler(request, writer, call);
        }
        finally
        {
            writer.Complete();
        }
    }
}
