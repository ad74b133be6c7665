using System.Collections.Concurrent;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Makes calls to one address over HTTP/2. Meant to be shared and kept: its connections are.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private const string LogCategory = "Grpc.Net.Client.Internal.GrpcCall";

    private readonly HttpMessageInvoker _http;
    private readonly bool _ownsHttp;
    private readonly ConcurrentDictionary<IMethod, Uri> _uris = new();
    private readonly ConcurrentDictionary<IDisposable, bool> _calls = new();
    private volatile bool _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException(
                "HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.");
        }

        Address = address;
        Options = options;
        Security = ChannelSecurity.Resolve(address, options);
        Compressions = (options.CompressionProviders ?? DefaultCompressions())
            .DistinctBy(provider => provider.EncodingName)
            .ToDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = string.Join(',', Compressions.Keys.Prepend(GrpcHeader.Identity));
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger(LogCategory);
        _ownsHttp = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _http = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? DefaultHandler());
    }

    internal Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal ChannelSecurity Security { get; }

    internal IReadOnlyDictionary<string, ICompressionProvider> Compressions { get; }

    /// <summary>What every request says it can read.</summary>
    internal string AcceptEncoding { get; }

    internal ILogger Logger { get; }

    /// <summary>Calls reach the server at this address: "http://host:port" or "https://host:port".</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(new Uri(address), new GrpcChannelOptions());

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Ends the calls that still run, and the connections if they are the channel's own.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var call in _calls.Keys)
            call.Dispose();
        if (_ownsHttp)
            _http.Dispose();
    }

    /// <summary>Sends a request; the response comes back as soon as its headers are there.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            : _http.SendAsync(request, cancellation);

    internal Uri UriOf(IMethod method) =>
        _uris.GetOrAdd(method, static (m, address) => new UriBuilder(address) { Path = m.FullName }.Uri, Address);

    internal void Register(IDisposable call)
    {
        _calls.TryAdd(call, true);
        // After the adding: a disposal that did not see the call is seen here.
        if (!_disposed)
            return;
        Unregister(call);
        throw new ObjectDisposedException(nameof(GrpcChannel));
    }

    internal void Unregister(IDisposable call) => _calls.TryRemove(call, out _);

    private static ICompressionProvider[] DefaultCompressions() =>
    [
        new GzipCompressionProvider(CompressionLevel.Fastest),
        new DeflateCompressionProvider(CompressionLevel.Fastest),
    ];

    /// <summary>More connections when one has as many streams as the server allows.</summary>
    private static SocketsHttpHandler DefaultHandler() => new() { EnableMultipleHttp2Connections = true };
}
