using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>A call served over an HTTP request: the context that its handler sees.</summary>
internal sealed partial class ServerCall(HttpContext http, MethodOptions options, ILogger logger)
    : ServerCallContext, IServerCallContextFeature, IMessageSource, IAsyncDisposable
{
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private PayloadContext? _payload;
    private MessageSerializer? _serializer;
    private CallDeadline? _deadline;
    private string? _responseEncoding;
    private Status _status;

    public HttpContext Http => http;

    public ServerCallContext ServerCallContext => this;

    public ILogger Logger => logger;

    /// <summary>True once the client was told that its time is up: nothing more can be sent.</summary>
    public bool IsExpired => _deadline?.IsExpired ?? false;

    int? IMessageSource.ReceiveSizeMax => options.ReceiveSizeMax;

    string? IMessageSource.Encoding => http.Request.Headers.GrpcEncoding;

    IReadOnlyDictionary<string, ICompressionProvider> IMessageSource.Compressions => options.Compressions;

    PayloadContext IMessageSource.Payload => _payload ??= new PayloadContext();

    protected override string MethodCore => http.Request.Path.Value!;

    protected override string HostCore => http.Request.Host.Value!;

    protected override string PeerCore => http.Connection.RemoteIpAddress is { } address
        ? FormatPeer(address, http.Connection.RemotePort)
        : "unknown";

    protected override DateTime DeadlineCore => _deadline?.Time ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestMetadata.Read(http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => _deadline?.Cancellation ?? http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore =>
        _authContext ??= PeerIdentity.Read(http.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => http.Items!;

    Exception IMessageSource.Malformed(string problem) => new RpcException(new Status(StatusCode.Internal, problem));

    void IMessageSource.RefuseEncoding(IEnumerable<string> supported)
    {
        if (!http.Response.HasStarted)
            http.Response.Headers.GrpcAcceptEncoding = string.Join(',', supported);
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (http.Response.HasStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        foreach (var header in responseHeaders)
        {
            if (header.Key == GrpcHeader.EncodingRequest)
                SetResponseEncoding(header.Value);
            else
                ResponseMetadata.Append(http.Response.Headers, header, "header");
        }

        await http.Response.BodyWriter.FlushAsync();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("Contexts are not propagated.");

    private void SetResponseEncoding(string encoding)
    {
        _responseEncoding = encoding;
        http.Response.Headers.GrpcEncoding = encoding;
    }

    private static string FormatPeer(IPAddress address, int port) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => $"ipv4:{address}:{port}",
        AddressFamily.InterNetworkV6 => $"ipv6:[{address}]:{port}",
        _ => $"unknown:{address}:{port}",
    };
}
