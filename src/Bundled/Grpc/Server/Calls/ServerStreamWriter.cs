using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Writes the responses of a stream, each flushed before the next.</summary>
internal sealed class ServerStreamWriter<T> : IServerStreamWriter<T>
    where T : class
{
    private readonly ServerCall _call;
    private readonly Action<T, SerializationContext> _serializer;

    // Taken now: a handler may still hold the writer when the request's own context is gone.
    private readonly PipeWriter _output;
    private readonly CancellationToken _aborted;
    private readonly Lock _lock = new();
    private Task? _write;
    private volatile bool _complete;

    public ServerStreamWriter(ServerCall call, Action<T, SerializationContext> serializer)
    {
        _call = call;
        _serializer = serializer;
        _output = call.Http.Response.BodyWriter;
        _aborted = call.Http.RequestAborted;
    }

    public WriteOptions? WriteOptions
    {
        get => _call.WriteOptions;
        set => _call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // A cancelled write leaves half a message behind, so it takes the whole call with it.
        using var registration = cancellationToken.CanBeCanceled
            ? cancellationToken.Register(static call => ((ServerCall)call!).Reset(), _call)
            : default;
        cancellationToken.ThrowIfCancellationRequested();
        if (_complete || _aborted.IsCancellationRequested)
            throw new InvalidOperationException("Can't write the message because the request is complete.");
        await Begin(message, cancellationToken);
    }

    public void Complete() => _complete = true;

    private Task Begin(T message, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_write is { IsCompleted: false })
            {
                throw new InvalidOperationException(
                    "Can't write the message because the previous write is in progress.");
            }

            return _write = _call.WriteStreamedAsync(_output, message, _serializer, cancellation);
        }
    }
}
