using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>A call with its messages. Either <see cref="Response"/> or <see cref="Reader"/> gets the answer.</summary>
internal sealed class ClientCall<TRequest, TResponse> : ClientCall
    where TRequest : class
    where TResponse : class
{
    private readonly Method<TRequest, TResponse> _method;
    private readonly TaskCompletionSource<TResponse>? _single;
    private readonly ClientStreamReader<TRequest, TResponse>? _reader;
    private ClientStreamWriter<TRequest, TResponse>? _writer;
    private RequestSerializer? _serializer;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
        : base(channel, method, options)
    {
        _method = method;
        // Completed as the very last thing a call does, so its continuation may as well run right there.
        if (method.Type is MethodType.Unary or MethodType.ClientStreaming)
            _single = new TaskCompletionSource<TResponse>();
        else
            _reader = new(this, method.ResponseMarshaller.ContextualDeserializer);
    }

    public TaskCompletionSource<TResponse> Response => _single ?? throw NotThatKind();

    public ClientStreamReader<TRequest, TResponse> Reader => _reader ?? throw NotThatKind();

    /// <summary>Starts a call of one request.</summary>
    public void Start(TRequest request) => _ = RunAsync(new MessageContent<TRequest, TResponse>(this, request));

    /// <summary>Starts a call of many requests.</summary>
    public ClientStreamWriter<TRequest, TResponse> StartStreaming()
    {
        _writer = new ClientStreamWriter<TRequest, TResponse>(this);
        _ = RunAsync(new StreamContent<TRequest, TResponse>(_writer));
        return _writer;
    }

    /// <summary>Writes one message, header and payload together.</summary>
    public async Task WriteAsync(Stream stream, TRequest message, WriteOptions? options)
    {
        try
        {
            _serializer ??= new RequestSerializer(this);
            var bytes = _serializer.Serialize(message, _method.RequestMarshaller.ContextualSerializer, options);
            await stream.WriteAsync(bytes, Cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (Outcome.IsCompleted && IsBrokenOff(e))
        {
            // The call ended under the write: its outcome tells more than the broken stream.
            throw Failure(Outcome.Result);
        }
    }

    protected override void EndRequest() => _writer?.Abandon();

    private async Task RunAsync(HttpContent content)
    {
        try
        {
            var request = RequestMessage.Create(Channel, _method, Options, content);
            Watch();
            await CredentialReader
                .AddAsync(Channel, _method, Options, request.Headers, Cancellation)
                .ConfigureAwait(false);
            Cancellation.ThrowIfCancellationRequested();
            var response = await Channel.SendAsync(request, Cancellation).ConfigureAwait(false);
            var status = Examine(response);
            if (_single is not null)
                await FinishSingleAsync(response, status).ConfigureAwait(false);
            else
                await FinishStreamAsync(response, status).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    /// <summary>What the headers alone decide. If they are nonsense, nobody else lets go of the response.</summary>
    private Status? Examine(HttpResponseMessage response)
    {
        try
        {
            var status = ResponseHeaders.Validate(response);
            if (status.HasValue && ResponseHeaders.HasStatus(response.Headers))
                Trailers = ResponseHeaders.Read(response.Headers);
            return status;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task FinishSingleAsync(HttpResponseMessage response, Status? early)
    {
        AcceptResponse(response);
        TResponse? message = null;
        Status status;
        if (early is { } headerStatus)
        {
            status = headerStatus.StatusCode != StatusCode.OK ? headerStatus : new Status(
                StatusCode.Internal,
                "Failed to deserialize response message. The response header contains a gRPC status of OK, "
                + "so that the response has no message.");
        }
        else
        {
            message = await ReadSingleAsync(response).ConfigureAwait(false);
            // The trailers are there only now that the body is read.
            status = ResponseHeaders.Status(response);
            if (message is null && status.StatusCode == StatusCode.OK)
                status = new Status(StatusCode.Internal, "Failed to deserialize response message.");
        }

        Finish(status);
        // Last: whoever awaits the response may ask for the status at once.
        if (status.StatusCode == StatusCode.OK)
            _single!.TrySetResult(message!);
        else
            _single!.TrySetException(Failure(status));
    }

    private async Task FinishStreamAsync(HttpResponseMessage response, Status? early)
    {
        if (early is { StatusCode: not StatusCode.OK } status)
        {
            EndResponse(status, isFinished: true);
            AcceptResponse(response);
            Finish(status);
            return;
        }

        // The reader takes it from here; headers that say OK are followed by an empty stream.
        AcceptResponse(response);
        Close(await Outcome.ConfigureAwait(false));
    }

    private async Task<TResponse?> ReadSingleAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(Cancellation).ConfigureAwait(false);
        var pipe = PipeReader.Create(stream);
        try
        {
            return await pipe
                .ReadSingleAsync(this, _method.ResponseMarshaller.ContextualDeserializer, Cancellation)
                .ConfigureAwait(false);
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What a stream throws when its call is cancelled while it is written.</summary>
    private bool IsBrokenOff(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException
        || (exception is IOException && Cancellation.IsCancellationRequested);

    private void Fail(Exception exception)
    {
        var failure = Translate(StartFailed, exception, out var status);
        // Before closing, which cancels whoever still waits for the response.
        RefuseResponse(failure);
        Close(status);
        _single?.TrySetException(failure);
        if (_single is not null && (IsDisposed || exception is OperationCanceledException))
            Observe(_single.Task);
    }

    private InvalidOperationException NotThatKind() =>
        new($"The method {_method.FullName} is {_method.Type} and cannot be called this way.");
}
