using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Both sides stream, each at its own pace.</summary>
internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    DuplexStreamingServerMethod<TRequest, TResponse> handler,
    MethodOptions options,
    ILogger logger)
    : CallHandler<TRequest, TResponse>(method, options, logger)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeCoreAsync(ServerCall call)
    {
        LiftRequestLimits(call.Http);
        LiftRequestTimeout(call.Http);
        var reader = new ServerStreamReader<TRequest>(call, Method.RequestMarshaller.ContextualDeserializer);
        var writer = new ServerStreamWriter<TResponse>(call, Method.ResponseMarshaller.ContextualSerializer);
        try
        {
            await handler(reader, writer, call);
        }
        finally
        {
            reader.Complete();
            writer.Complete();
        }
    }
}
