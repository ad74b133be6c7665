using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>The options of one method: those of its service over those of all services.</summary>
internal sealed class MethodOptions
{
    public MethodOptions(GrpcServiceOptions all, GrpcServiceOptions service)
    {
        var sendSource = service.MaxSendMessageSizeSpecified ? service : all;
        var receiveSource = service.MaxReceiveMessageSizeSpecified ? service : all;
        SendSizeMax = sendSource.MaxSendMessageSize;
        ReceiveSizeMax = receiveSource.MaxReceiveMessageSize;
        HasDetailedErrors = service.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false;
        Compression = service.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm;
        CompressionLevel = service.ResponseCompressionLevel ?? all.ResponseCompressionLevel;
        // Those of all services are outermost.
        Interceptors = [.. all.Interceptors, .. service.Interceptors];
        var compressions = new Dictionary<string, ICompressionProvider>(StringComparer.Ordinal);
        foreach (var provider in service.CompressionProviders.Concat(all.CompressionProviders))
            compressions.TryAdd(provider.EncodingName, provider);
        Compressions = compressions;
        if (Compression is not null && !compressions.ContainsKey(Compression))
        {
            throw new InvalidOperationException(
                $"The configured response compression algorithm '{Compression}' has no compression provider.");
        }
    }

    public int? SendSizeMax { get; }

    public int? ReceiveSizeMax { get; }

    public bool HasDetailedErrors { get; }

    /// <summary>How responses are compressed for clients that accept it; null for not at all.</summary>
    public string? Compression { get; }

    public CompressionLevel? CompressionLevel { get; }

    public IReadOnlyDictionary<string, ICompressionProvider> Compressions { get; }

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; }
}
