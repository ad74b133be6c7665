using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>A call made over an HTTP request: what does not depend on its messages.</summary>
internal abstract partial class ClientCall : IMessageSource, IDisposable
{
    // Not disposed of: ending a call may race with cancelling it, and without a timer there is nothing to let go.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<Status> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HttpResponseMessage> _response =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly DateTime _deadline;
    private readonly IMethod _method;
    private DeadlineTimer? _timer;
    private CancellationTokenRegistration _registration;
    private PayloadContext? _payload;
    private Task<Metadata>? _headers;

    protected ClientCall(GrpcChannel channel, IMethod method, CallOptions options)
    {
        _deadline = options.Deadline ?? DateTime.MaxValue;
        var isEnd = _deadline == DateTime.MaxValue || _deadline == DateTime.MinValue;
        if (!isEnd && _deadline.Kind != DateTimeKind.Utc)
            throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc.");
        Channel = channel;
        Options = options;
        _method = method;
        channel.Register(this);
    }

    public GrpcChannel Channel { get; }

    public CallOptions Options { get; }

    /// <summary>Cancelled when the call ends before its response does.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>The outcome, once it is settled: by the server or by this side, whichever is first.</summary>
    public Task<Status> Outcome => _outcome.Task;

    /// <summary>The response as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> HttpResponse => _response.Task;

    int? IMessageSource.ReceiveSizeMax => Channel.Options.MaxReceiveMessageSize;

    string? IMessageSource.Encoding => ResponseEncoding;

    IReadOnlyDictionary<string, ICompressionProvider> IMessageSource.Compressions => Channel.Compressions;

    PayloadContext IMessageSource.Payload => _payload ??= new PayloadContext();

    /// <summary>The response's grpc-encoding.</summary>
    protected string ResponseEncoding { get; private set; } = GrpcHeader.Identity;

    /// <summary>Of a response that ended, or of one that was nothing but trailers.</summary>
    protected Metadata? Trailers { get; set; }

    protected bool IsDisposed { get; private set; }

    Exception IMessageSource.Malformed(string problem) => new InvalidDataException(problem);

    void IMessageSource.RefuseEncoding(IEnumerable<string> supported)
    {
    }

    public Task<Metadata> GetHeadersAsync()
    {
        // Built only for callers that ask.
        if (_headers is null)
        {
            _headers = ReadHeadersAsync();
            Observe(_headers);
        }

        return _headers;
    }

    /// <exception cref="InvalidOperationException">The call still runs.</exception>
    public Status GetStatus() => Outcome.IsCompletedSuccessfully
        ? Outcome.Result
        : throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    /// <exception cref="InvalidOperationException">The call still runs, or ended without a response.</exception>
    public Metadata GetTrailers() => FindTrailers() ?? throw new InvalidOperationException(
        "Can't get the call trailers because the call has not completed successfully.");

    public void Dispose()
    {
        IsDisposed = true;
        Close(new Status(StatusCode.Cancelled, "gRPC call disposed."));
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Keeps an exception that nobody may ever await from being reported as unobserved.</summary>
    protected static void Observe(Task task) => _ = task.ContinueWith(
        static t => _ = t.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task<Metadata> ReadHeadersAsync()
    {
        try
        {
            var response = await HttpResponse.ConfigureAwait(false);
            return ResponseHeaders.Read(response.Headers);
        }
        catch (Exception exception)
        {
            throw Translate(StartFailed, exception, out _);
        }
    }

    private Metadata? FindTrailers()
    {
        if (Trailers is null && IsResponseFinished && HttpResponse.IsCompletedSuccessfully)
            Trailers = ResponseHeaders.Read(HttpResponse.Result.TrailingHeaders);
        return Trailers;
    }
}
