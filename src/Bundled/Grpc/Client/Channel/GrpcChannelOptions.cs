using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its server.</summary>
public sealed class GrpcChannelOptions
{
    private const int ReceiveSizeMaxDefault = 4 * 1024 * 1024;

    /// <summary>How the channel is secured; null for what the scheme of its address says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The longest request message in bytes; null, the default, for any.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The longest response message in bytes; null for any. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = ReceiveSizeMaxDefault;

    /// <summary>The known compressions; null for gzip and deflate.</summary>
    [SuppressMessage("Usage", "CA2227", Justification = "The real property can be set.")]
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Sends the requests; null for one of the channel's own. Not together with <see cref="HttpHandler"/>.
    /// </summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>
    /// Sends the requests; null for one of the channel's own. Not together with <see cref="HttpClient"/>.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>
    /// Whether the channel disposes of the client or handler it was given. It always does of its own.
    /// </summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Sends call credentials over connections that anyone on the way can read.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Null for HTTP/2.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>Null for exactly that version.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}
