using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Writes the requests of a stream, each flushed before the next.</summary>
internal sealed class ClientStreamWriter<TRequest, TResponse> : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly ClientCall<TRequest, TResponse> _call;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Completing it goes on, in the same thread, to end the request's stream: so that a caller that completes and
    // then disposes of the call has said "that was all" and not "never mind".
    private readonly TaskCompletionSource _complete = new();
    private Task? _write;
    private bool _isComplete;

    public ClientStreamWriter(ClientCall<TRequest, TResponse> call)
    {
        _call = call;
        WriteOptions = call.Options.WriteOptions;
    }

    public WriteOptions? WriteOptions { get; set; }

    private bool IsWriting => _write is { IsCompleted: false };

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // A cancelled write leaves half a message behind, so it takes the whole call with it.
        using var link = _call.Link(cancellationToken);
        await Begin(message).ConfigureAwait(false);
    }

    public Task CompleteAsync()
    {
        _call.ThrowIfDisposed();
        lock (_lock)
        {
            if (IsWriting)
            {
                return Task.FromException(new InvalidOperationException(
                    "Can't complete the client stream writer because the previous write is in progress."));
            }

            _isComplete = true;
            _complete.TrySetResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>Hands the request's stream to the writes, and lasts until there will be no more.</summary>
    public Task ServeAsync(Stream stream)
    {
        _stream.TrySetResult(stream);
        return _complete.Task;
    }

    /// <summary>The call is over: ends a write that waits for the stream, and the stream itself.</summary>
    public void Abandon()
    {
        _stream.TrySetCanceled();
        _complete.TrySetCanceled();
    }

    private Task Begin(TRequest message)
    {
        _call.ThrowIfDisposed();
        lock (_lock)
        {
            if (_isComplete)
                throw new InvalidOperationException("Request stream has already been completed.");
            if (_call.Outcome.IsCompletedSuccessfully)
                throw _call.CancelledFailure(null);
            if (IsWriting)
            {
                throw new InvalidOperationException(
                    "Can't write the message because the previous write is in progress.");
            }

            return _write = WriteCoreAsync(message);
        }
    }

    private async Task WriteCoreAsync(TRequest message)
    {
        try
        {
            var stream = await _stream.Task.ConfigureAwait(false);
            await _call.WriteAsync(stream, message, WriteOptions ?? _call.Options.WriteOptions).ConfigureAwait(false);
            // The stream ends its flush when the server's window has room: that is the backpressure.
            await stream.FlushAsync(_call.Cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw _call.CancelledFailure(e);
        }
    }
}
