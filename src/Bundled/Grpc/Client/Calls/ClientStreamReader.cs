using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>
/// Reads the responses of a stream. What is not read fills the window, which stops the server's writes.
/// </summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(
    ClientCall<TRequest, TResponse> call, Func<DeserializationContext, TResponse> deserializer)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    // A read of no bytes first: no buffer is held while a quiet stream is waited for.
    private static readonly StreamPipeReaderOptions Quiet = new(useZeroByteReads: true);

    private readonly Lock _lock = new();
    private PipeReader? _pipe;
    private Task<bool>? _move;

    public TResponse Current { get; private set; } = null!;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        call.ThrowIfDisposed();
        if (call.Cancellation.IsCancellationRequested)
        {
            return Task.FromException<bool>(
                call.CancelledFailure(new OperationCanceledException(call.Cancellation)));
        }

        if (call.Outcome.IsCompletedSuccessfully)
        {
            return call.Outcome.Result.StatusCode == StatusCode.OK
                ? Task.FromResult(false)
                : Task.FromException<bool>(call.Failure(call.Outcome.Result));
        }

        lock (_lock)
        {
            if (_move is { IsCompleted: false })
            {
                return Task.FromException<bool>(new InvalidOperationException(
                    "Can't read the next message because the previous read is still in progress."));
            }

            return _move = MoveNextAsync(cancellationToken);
        }
    }

    private async Task<bool> MoveNextAsync(CancellationToken cancellation)
    {
        using var link = call.Link(cancellation);
        try
        {
            call.Cancellation.ThrowIfCancellationRequested();
            var response = await call.HttpResponse.ConfigureAwait(false);
            // The server may have refused the call before any message.
            if (call.Outcome is { IsCompletedSuccessfully: true, Result.StatusCode: not StatusCode.OK })
                throw call.Failure(call.Outcome.Result);
            // The last message is not kept alive while the next is awaited.
            Current = null!;
            if (await ReadAsync(response).ConfigureAwait(false) is { } message)
            {
                Current = message;
                return true;
            }

            return Finish(ResponseHeaders.Status(response));
        }
        catch (OperationCanceledException exception)
        {
            return EndCancelled(exception);
        }
        catch (Exception exception)
        {
            var translated = call.Translate("Error reading next message.", exception, out var status);
            if (!call.IsResponseFinished)
                call.EndResponse(status, isFinished: false);
            throw translated;
        }
    }

    private async Task<TResponse?> ReadAsync(HttpResponseMessage response)
    {
        _pipe ??= PipeReader.Create(
            await response.Content.ReadAsStreamAsync(call.Cancellation).ConfigureAwait(false), Quiet);
        var message = await _pipe.ReadNextAsync(call, deserializer, call.Cancellation).ConfigureAwait(false);
        if (message is null)
            await _pipe.CompleteAsync().ConfigureAwait(false);
        return message;
    }

    /// <summary>The end of the stream: false, or what the trailers say went wrong.</summary>
    private bool Finish(Status status)
    {
        call.EndResponse(status, isFinished: true);
        return status.StatusCode == StatusCode.OK ? false : throw call.Failure(status);
    }

    private bool EndCancelled(OperationCanceledException exception)
    {
        if (!call.IsResponseFinished)
            call.EndResponse(new Status(StatusCode.Cancelled, exception.Message, exception), isFinished: false);
        // Cancelled just after a good end.
        else if (call.Outcome.Result.StatusCode == StatusCode.OK)
            return false;
        throw call.CancelledFailure(exception);
    }
}
