using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>How a call's messages get out.</summary>
internal sealed partial class ServerCall
{
    /// <summary>
    /// Writes the only message of a response; the end of the request flushes it together with the trailers.
    /// </summary>
    public async Task WriteSingleAsync<T>(T message, Action<T, SerializationContext> serializer)
    {
        // The body's writer gives memory only once the headers are on their way.
        if (!Http.Response.HasStarted)
            await Http.Response.StartAsync();
        Serialize(Http.Response.BodyWriter, message, serializer);
    }

    /// <summary>
    /// Writes one message of many. Flushing waits for the client to make room: that is the backpressure.
    /// </summary>
    /// <exception cref="OperationCanceledException">The call was cancelled meanwhile.</exception>
    public async Task WriteStreamedAsync<T>(
        PipeWriter output, T message, Action<T, SerializationContext> serializer, CancellationToken cancellation)
    {
        if (!Http.Response.HasStarted)
            await Http.Response.StartAsync(cancellation);
        Serialize(output, message, serializer);
        if (WriteOptions.Has(WriteOptionsCore, WriteFlags.BufferHint))
            return;
        var flushed = await output.FlushAsync(cancellation);
        // Kestrel's flush ends quietly when the request is aborted.
        var isCancelled = CancellationToken.IsCancellationRequested || cancellation.IsCancellationRequested;
        if (!flushed.IsCompleted && isCancelled)
            throw new OperationCanceledException("Request aborted while sending the message.");
    }

    private void Serialize<T>(PipeWriter output, T message, Action<T, SerializationContext> serializer)
    {
        _serializer ??= new MessageSerializer(options.SendSizeMax);
        _serializer.Serialize(message, serializer, output, Compression(), options.CompressionLevel);
    }

    private ICompressionProvider? Compression() =>
        _responseEncoding is not null && !WriteOptions.Has(WriteOptionsCore, WriteFlags.NoCompress)
            ? options.Compressions.GetValueOrDefault(_responseEncoding)
            : null;
}
