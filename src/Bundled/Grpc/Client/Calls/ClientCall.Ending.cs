using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>How a call begins to be watched, and all the ways in which it ends.</summary>
internal abstract partial class ClientCall
{
    protected const string StartFailed = "Error starting gRPC call.";

    private volatile bool _isResponseFinished;

    /// <summary>Whether the response was read to its end: then there is nothing left to cancel.</summary>
    public bool IsResponseFinished => _isResponseFinished;

    /// <summary>Makes a token cancel the call, unless it is the call's own, which does so already.</summary>
    public CancellationTokenRegistration Link(CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled || cancellation == Options.CancellationToken)
            return default;
        return Register(cancellation);
    }

    /// <summary>Told by the reader that the stream of responses is over, and whether it ended as it should.</summary>
    public void EndResponse(Status status, bool isFinished)
    {
        if (isFinished)
            _isResponseFinished = true;
        _outcome.TrySetResult(status);
    }

    /// <summary>An exception for a status, with the trailers if there are any.</summary>
    public RpcException Failure(Status status) => new(status, ReadableTrailers() ?? Metadata.Empty);

    /// <summary>The exception for a call that was cancelled, by whichever side: the outcome says why.</summary>
    public RpcException CancelledFailure(Exception? cause) =>
        Failure(Outcome.IsCompletedSuccessfully ? Outcome.Result : new Status(StatusCode.Cancelled, "", cause));

    /// <summary>What the caller sees of an exception from below.</summary>
    public Exception Translate(string summary, Exception exception, out Status status)
    {
        switch (exception)
        {
            case OperationCanceledException:
            case IOException or ObjectDisposedException when _cancellation.IsCancellationRequested:
                // Cancelling closes the response, so a read may also find it broken: the reason is the outcome's.
                var cancelled = CancelledFailure(exception);
                status = cancelled.Status;
                return cancelled;
            case RpcException refusal:
                status = refusal.Status;
                return ReadableTrailers() is { } trailers && refusal.Trailers != trailers ? Failure(status) : refusal;
            default:
                status = TransportError.Status(summary, exception);
                // The server's clock may run out before the timer here does: it then resets the stream.
                if (status.StatusCode == StatusCode.Cancelled && _deadline <= DateTime.UtcNow)
                    status = new Status(StatusCode.DeadlineExceeded, status.Detail, status.DebugException);
                return Failure(status);
        }
    }

    /// <summary>
    /// Starts the clock and listens to the caller's token. By now all that a cancelled call ends must exist.
    /// </summary>
    protected void Watch()
    {
        if (_deadline != DateTime.MaxValue && _deadline <= DateTime.UtcNow)
        {
            Expire();
        }
        else if (_deadline != DateTime.MaxValue)
        {
            _timer = new DeadlineTimer(_deadline, Expire);
            _timer.Start();
        }

        if (Options.CancellationToken.CanBeCanceled)
            _registration = Register(Options.CancellationToken);
    }

    protected void AcceptResponse(HttpResponseMessage response)
    {
        ResponseEncoding = ResponseHeaders.Find(response.Headers, GrpcHeader.Encoding) ?? GrpcHeader.Identity;
        _response.TrySetResult(response);
        // Cancelled in between: nobody else will let go of the response.
        if (_cancellation.IsCancellationRequested)
            response.Dispose();
    }

    protected void RefuseResponse(Exception exception)
    {
        _response.TrySetException(exception);
        Observe(_response.Task);
    }

    /// <summary>Ends the call after its response did.</summary>
    protected void Finish(Status status)
    {
        _isResponseFinished = true;
        Close(status);
    }

    /// <summary>Ends the call, cancelling what is still under way, and lets go of everything.</summary>
    protected void Close(Status status)
    {
        if (_isResponseFinished)
            _outcome.TrySetResult(status);
        else
            Cancel(status);
        EndRequest();
        Channel.Unregister(this);
        _registration.Unregister();
        _timer?.Dispose();
        if (HttpResponse.IsCompletedSuccessfully)
            HttpResponse.Result.Dispose();
        if (Outcome.Result.StatusCode != StatusCode.OK)
            ClientLog.Failed(Channel.Logger, _method.FullName, Outcome.Result.StatusCode, Outcome.Result.Detail);
    }

    /// <summary>Stops the request's stream where it is.</summary>
    protected abstract void EndRequest();

    /// <summary>Trailers that cannot be read must not hide the status.</summary>
    private Metadata? ReadableTrailers()
    {
        try
        {
            return FindTrailers();
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            ClientLog.TrailersUnreadable(Channel.Logger, e);
            return null;
        }
    }

    private void Cancel(Status status)
    {
        // The outcome first: the exceptions that cancelling sets off refer to it.
        _outcome.TrySetResult(status);
        if (_cancellation.IsCancellationRequested)
            return;
        _cancellation.Cancel();
        // Once the headers are there the token is no longer heard: only disposing of the response resets the stream.
        if (HttpResponse.IsCompletedSuccessfully)
            HttpResponse.Result.Dispose();
        EndRequest();
    }

    private void Expire()
    {
        if (!_isResponseFinished)
            Cancel(new Status(StatusCode.DeadlineExceeded, ""));
    }

    private CancellationTokenRegistration Register(CancellationToken cancellation) => cancellation.Register(
        static (call, token) => ((ClientCall)call!).Cancel(new Status(
            StatusCode.Cancelled, "Call canceled by the client.", new OperationCanceledException(token))),
        this);
}
