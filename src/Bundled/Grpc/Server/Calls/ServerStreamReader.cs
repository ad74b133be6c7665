using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// The requests of a stream, read from the request's body one at a time: an unread one fills the client's window.
/// </summary>
internal sealed class ServerStreamReader<T> : IAsyncStreamReader<T>
    where T : class
{
    private static readonly Task<bool> True = Task.FromResult(true);
    private static readonly Task<bool> False = Task.FromResult(false);

    private readonly ServerCall _call;
    private readonly Func<DeserializationContext, T> _deserializer;

    // Taken now: a handler may still hold the reader when the request's own context is gone.
    private readonly PipeReader _input;
    private readonly CancellationToken _aborted;
    private volatile bool _complete;

    public ServerStreamReader(ServerCall call, Func<DeserializationContext, T> deserializer)
    {
        _call = call;
        _deserializer = deserializer;
        _input = call.Http.Request.BodyReader;
        _aborted = call.Http.RequestAborted;
    }

    public T Current { get; private set; } = null!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        if (_complete || _aborted.IsCancellationRequested)
        {
            return Task.FromException<bool>(
                new InvalidOperationException("Can't read messages after the request is complete."));
        }

        // The last message is not kept alive while the next is awaited.
        Current = null!;
        var read = _input.ReadNextAsync(_call, _deserializer, cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return MoveNextAsync(read);
        return Accept(read.Result) ? True : False;
    }

    public void Complete() => _complete = true;

    private async Task<bool> MoveNextAsync(ValueTask<T?> read) => Accept(await read);

    private bool Accept(T? message)
    {
        Current = message!;
        return message is not null;
    }
}
