using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Many requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ClientStreamingServerMethod<TRequest, TResponse> handler,
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
        TResponse? response;
        try
        {
            response = await handler(reader, call);
        }
        finally
        {
            reader.Complete();
        }

        await WriteResponseAsync(call, response);
    }
}
