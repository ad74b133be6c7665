using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services are served: all of them, or those of one type.</summary>
public class GrpcServiceOptions
{
    private int? _sendSizeMax;
    private int? _receiveSizeMax;
    private bool _sendSizeMaxSpecified;
    private bool _receiveSizeMaxSpecified;
    private IList<ICompressionProvider>? _compressionProviders;

    /// <summary>The longest response message in bytes; null, the default, for any.</summary>
    public int? MaxSendMessageSize
    {
        get => _sendSizeMax;
        set
        {
            _sendSizeMax = value;
            _sendSizeMaxSpecified = true;
        }
    }

    /// <summary>Whether <see cref="MaxSendMessageSize"/> was set; false unsets it.</summary>
    public bool MaxSendMessageSizeSpecified
    {
        get => _sendSizeMaxSpecified;
        set
        {
            _sendSizeMaxSpecified = value;
            _sendSizeMax = value ? _sendSizeMax : null;
        }
    }

    /// <summary>The longest request message in bytes; null for any. The default is 4 MiB.</summary>
    public int? MaxReceiveMessageSize
    {
        get => _receiveSizeMax;
        set
        {
            _receiveSizeMax = value;
            _receiveSizeMaxSpecified = true;
        }
    }

    /// <summary>Whether <see cref="MaxReceiveMessageSize"/> was set; false unsets it.</summary>
    public bool MaxReceiveMessageSizeSpecified
    {
        get => _receiveSizeMaxSpecified;
        set
        {
            _receiveSizeMaxSpecified = value;
            _receiveSizeMax = value ? _receiveSizeMax : null;
        }
    }

    /// <summary>Whether clients are told the message of an exception that a handler did not catch.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Compresses responses, for clients that accept it: "gzip" or "deflate".</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The known compressions; empty until the defaults, gzip and deflate, fill it.</summary>
    [SuppressMessage("Usage", "CA2227", Justification = "The real property can be set.")]
    public IList<ICompressionProvider> CompressionProviders
    {
        get => _compressionProviders ??= [];
        set => _compressionProviders = value;
    }

    /// <summary>
    /// Whether calls of unknown services and methods are left to others (404 in the end) rather than answered
    /// UNIMPLEMENTED.
    /// </summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Around every call, the first outermost.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>Fills in what nobody set.</summary>
    internal void SetDefaults(int receiveSizeMax)
    {
        if (!_receiveSizeMaxSpecified)
            _receiveSizeMax = receiveSizeMax;
        if (CompressionProviders.Count > 0)
            return;
        CompressionProviders.Add(new GzipCompressionProvider(CompressionLevel.Fastest));
        CompressionProviders.Add(new DeflateCompressionProvider(CompressionLevel.Fastest));
    }

    /// <summary>Takes everything but the interceptors, which add up, from the options of all services.</summary>
    internal void Inherit(GrpcServiceOptions all)
    {
        (_sendSizeMax, _sendSizeMaxSpecified) = (all._sendSizeMax, all._sendSizeMaxSpecified);
        (_receiveSizeMax, _receiveSizeMaxSpecified) = (all._receiveSizeMax, all._receiveSizeMaxSpecified);
        EnableDetailedErrors = all.EnableDetailedErrors;
        ResponseCompressionAlgorithm = all.ResponseCompressionAlgorithm;
        ResponseCompressionLevel = all.ResponseCompressionLevel;
        CompressionProviders = all.CompressionProviders;
        IgnoreUnknownServices = all.IgnoreUnknownServices;
    }
}
