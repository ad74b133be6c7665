using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Serves the requests of one method.</summary>
internal abstract class CallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodOptions options, ILogger logger)
    where TRequest : class
    where TResponse : class
{
    protected Method<TRequest, TResponse> Method { get; } = method;

    public async Task HandleAsync(HttpContext http)
    {
        if (!GrpcHeader.IsGrpc(http.Request.ContentType))
        {
            await RefuseContentTypeAsync(http);
            return;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            await RefuseProtocolAsync(http);
            return;
        }

        await using var call = new ServerCall(http, options, logger);
        http.Features.Set<IServerCallContextFeature>(call);
        http.Response.ContentType = GrpcHeader.ContentType;
        await ServeAsync(call);
    }

    /// <summary>Reads what the kind of method asks for, calls the handler and writes what it answers.</summary>
    protected abstract Task ServeCoreAsync(ServerCall call);

    protected async ValueTask<TRequest> ReadRequestAsync(ServerCall call) =>
        await call.Http.Request.BodyReader.ReadSingleAsync(
            call, Method.RequestMarshaller.ContextualDeserializer, CancellationToken.None)
        ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));

    protected Task WriteResponseAsync(ServerCall call, TResponse? response)
    {
        if (response is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        // Too late: the client has been told so, and a write would only fail.
        return call.IsExpired
            ? Task.CompletedTask
            : call.WriteSingleAsync(response, Method.ResponseMarshaller.ContextualSerializer);
    }

    /// <summary>A stream of requests may be as long and as slow as it likes.</summary>
    protected static void LiftRequestLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    /// <summary>
    /// A stream outlives the server's general request timeout, unless the endpoint names one of its own.
    /// </summary>
    protected static void LiftRequestTimeout(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        var isExplicit = metadata?.GetMetadata<RequestTimeoutAttribute>() is not null
            || metadata?.GetMetadata<RequestTimeoutPolicy>() is not null;
        if (!isExplicit)
            http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
    }

    private async Task ServeAsync(ServerCall call)
    {
        try
        {
            call.Begin();
            await ServeCoreAsync(call);
            await call.EndAsync();
        }
        catch (Exception exception)
        {
            // Whatever a handler throws is the outcome of its call and of nothing else.
            await call.FailAsync(exception);
        }
    }

    private Task RefuseContentTypeAsync(HttpContext http)
    {
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            return ResponseMetadata.RefuseAsync(
                http.Response, StatusCodes.Status405MethodNotAllowed, "Unhandled CORS preflight request received.");
        }

        ServerLog.ContentTypeRefused(logger, http.Request.ContentType);
        return ResponseMetadata.RefuseAsync(
            http.Response,
            StatusCodes.Status415UnsupportedMediaType,
            http.Request.ContentType is { } type
                ? $"Content-Type '{type}' is not supported."
                : "Content-Type is missing from the request.");
    }

    private Task RefuseProtocolAsync(HttpContext http)
    {
        ServerLog.ProtocolRefused(logger, http.Request.Protocol);
        http.Response.Headers.Upgrade = HttpProtocol.Http2;
        return ResponseMetadata.RefuseAsync(
            http.Response,
            StatusCodes.Status426UpgradeRequired,
            $"Request protocol '{http.Request.Protocol}' is not supported.");
    }
}
