using System.Net;

namespace Grpc.Net.Client;

/// <summary>The body of a request into which a writer writes for as long as it likes.</summary>
internal sealed class StreamContent<TRequest, TResponse> : HttpContent
    where TRequest : class
    where TResponse : class
{
    private readonly ClientStreamWriter<TRequest, TResponse> _writer;

    public StreamContent(ClientStreamWriter<TRequest, TResponse> writer)
    {
        _writer = writer;
        Headers.ContentType = RequestMessage.ContentType;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // The headers go out now, not with the first message.
        await stream.FlushAsync().ConfigureAwait(false);
        await _writer.ServeAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
