using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>The HTTP request that carries a call.</summary>
internal static class RequestMessage
{
    public static readonly MediaTypeHeaderValue ContentType = new(GrpcHeader.ContentType);

    public static HttpRequestMessage Create(
        GrpcChannel channel, IMethod method, CallOptions options, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.UriOf(method))
        {
            Version = channel.Options.HttpVersion ?? HttpVersion.Version20,
            VersionPolicy = channel.Options.HttpVersionPolicy ?? HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        // Unvalidated: typed headers would parse and allocate for nothing.
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", "grpc-dotnet-bundled");
        headers.TryAddWithoutValidation("TE", "trailers");
        headers.TryAddWithoutValidation(GrpcHeader.AcceptEncoding, channel.AcceptEncoding);
        foreach (var entry in options.Headers ?? Metadata.Empty)
            Add(headers, entry);
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
            headers.TryAddWithoutValidation(GrpcHeader.Timeout, CallTimeout.Encode(deadline - DateTime.UtcNow));
        return request;
    }

    /// <summary>Adds one of the caller's headers. The timeout is none of them: it is the deadline's.</summary>
    public static void Add(HttpRequestHeaders headers, Metadata.Entry entry)
    {
        if (entry.Key == GrpcHeader.Timeout)
            return;
        var key = entry.Key == GrpcHeader.EncodingRequest ? GrpcHeader.Encoding : entry.Key;
        headers.TryAddWithoutValidation(key, entry.WireValue);
    }
}
