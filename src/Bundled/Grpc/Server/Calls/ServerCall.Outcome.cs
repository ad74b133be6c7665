using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>How a call begins and ends.</summary>
internal sealed partial class ServerCall
{
    private const int Http2Cancel = 0x8;
    private const int Http3Cancel = 0x10c;

    /// <summary>Starts the clock, if there is a deadline, and settles how responses are compressed.</summary>
    public void Begin()
    {
        if (http.Request.Headers.TryGetValue(GrpcHeader.Timeout, out var header))
        {
            if (header.Count == 1 && CallTimeout.TryDecode(header, out var timeout) && timeout > TimeSpan.Zero)
                StartClock(timeout < CallTimeout.Longest ? timeout : CallTimeout.Longest);
            else
                ServerLog.TimeoutIgnored(logger, header.ToString());
        }

        if (options.Compression is { } wanted && !GrpcHeader.IsIdentity(wanted) && Accepts(wanted))
            SetResponseEncoding(wanted);
    }

    /// <summary>Sends the status that the handler left: OK, unless it set another.</summary>
    public async Task EndAsync()
    {
        await DisposeAsync();
        // If the deadline came first, its status is sent and nothing can follow.
        if (!IsExpired)
            WriteOutcome();
    }

    /// <summary>Sends the status that an exception means.</summary>
    public async Task FailAsync(Exception exception)
    {
        await DisposeAsync();
        if (exception is RpcException refusal)
        {
            ServerLog.CallRefused(
                logger, Method, refusal.StatusCode, refusal.Status.Detail, refusal.Status.DebugException);
            // The trailers of the exception come on top of those the handler set.
            foreach (var entry in refusal.Trailers)
                ResponseTrailers.Add(entry);
            _status = refusal.Status;
        }
        else
        {
            LogFault(exception);
            _status = new Status(StatusCode.Unknown, Describe(exception), exception);
        }

        if (!IsExpired)
            WriteOutcome();
    }

    /// <summary>Stops the clock. From here on it is settled whether the deadline came first.</summary>
    public ValueTask DisposeAsync() => _deadline?.DisposeAsync() ?? default;

    /// <summary>Breaks the stream off: the client sees it cancelled.</summary>
    public void Reset()
    {
        if (http.Features.Get<IHttpResetFeature>() is { } feature)
            feature.Reset(http.Request.Protocol == "HTTP/3" ? Http3Cancel : Http2Cancel);
        else
            http.Abort();
    }

    private void StartClock(TimeSpan timeout)
    {
        _deadline = new CallDeadline(timeout, ExpireAsync, logger, http.RequestAborted);
        _deadline.Start();
    }

    private async Task ExpireAsync()
    {
        ServerLog.DeadlineExceeded(logger, Method);
        _status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        ResponseMetadata.SetStatus(ResponseMetadata.Trailers(http.Response), _status);
        // Complete, then reset: the client gets the status, and whatever the handler still reads or writes fails.
        if (http.Features.Get<IHttpResponseBodyFeature>() is { } body)
            await body.CompleteAsync();
        Reset();
    }

    private void WriteOutcome()
    {
        var trailers = ResponseMetadata.Trailers(http.Response);
        if (_responseTrailers is not null)
        {
            foreach (var entry in _responseTrailers)
                ResponseMetadata.Append(trailers, entry, "trailer");
        }

        // Last, so that no trailer of the handler's can stand in for the status.
        ResponseMetadata.SetStatus(trailers, _status);
    }

    private string Describe(Exception exception)
    {
        const string Plain = "Exception was thrown by handler.";
        return options.HasDetailedErrors ? $"{Plain} {ExceptionText.Of(exception)}" : Plain;
    }

    private void LogFault(Exception exception)
    {
        if (exception is OperationCanceledException or IOException && CancellationToken.IsCancellationRequested)
            ServerLog.CallCancelled(logger, Method, exception);
        else
            ServerLog.HandlerFailed(logger, Method, exception);
    }

    private bool Accepts(string encoding)
    {
        var accepted = http.Request.Headers.GrpcAcceptEncoding.ToString().AsSpan();
        foreach (var range in accepted.Split(','))
        {
            if (accepted[range].Trim().SequenceEqual(encoding))
                return true;
        }

        return false;
    }
}
