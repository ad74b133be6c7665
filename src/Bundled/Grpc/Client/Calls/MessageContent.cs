using System.Net;

namespace Grpc.Net.Client;

/// <summary>The body of a request that is one message.</summary>
internal sealed class MessageContent<TRequest, TResponse> : HttpContent
    where TRequest : class
    where TResponse : class
{
    private readonly ClientCall<TRequest, TResponse> _call;
    private readonly TRequest _request;

    public MessageContent(ClientCall<TRequest, TResponse> call, TRequest request)
    {
        _call = call;
        _request = request;
        Headers.ContentType = RequestMessage.ContentType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _call.WriteAsync(stream, _request, _call.Options.WriteOptions);

    /// <summary>Unknown until it is written; HTTP/2 needs no length.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
