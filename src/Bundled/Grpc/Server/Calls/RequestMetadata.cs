using System.Collections.Frozen;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server;

/// <summary>The headers of a request that are the caller's own, not the protocol's.</summary>
internal static class RequestMetadata
{
    private static readonly FrozenSet<string> Protocol = FrozenSet.ToFrozenSet(
        [
            HeaderNames.GrpcEncoding,
            HeaderNames.GrpcAcceptEncoding,
            HeaderNames.GrpcTimeout,
            HeaderNames.ContentEncoding,
            HeaderNames.ContentType,
            HeaderNames.TE,
            HeaderNames.Host,
            HeaderNames.AcceptEncoding,
        ],
        StringComparer.OrdinalIgnoreCase);

    public static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (key, value) in headers)
        {
            if (key.StartsWith(':') || Protocol.Contains(key))
                continue;
            if (key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
                metadata.Add(key, BinaryValue.Decode(value.ToString()));
            else
                metadata.Add(key, value.ToString());
        }

        return metadata;
    }
}
