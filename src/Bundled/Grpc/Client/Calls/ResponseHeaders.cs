using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Reads metadata and statuses out of a response.</summary>
internal static class ResponseHeaders
{
    /// <summary>The headers that are the server's own, not the protocol's.</summary>
    public static Metadata Read(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (key, values) in headers.NonValidated)
        {
            if (IsProtocol(key))
                continue;
            foreach (var value in values)
            {
                if (key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
                    metadata.Add(key, BinaryValue.Decode(value));
                else
                    metadata.Add(key, value);
            }
        }

        return metadata;
    }

    /// <summary>The first value of a header, or null.</summary>
    public static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public static bool HasStatus(HttpHeaders headers) => headers.NonValidated.Contains(GrpcHeader.Status);

    /// <summary>The status that the headers alone decide; null if a body is to be read.</summary>
    /// <exception cref="InvalidOperationException">The headers hold a status that cannot be read.</exception>
    public static Status? Validate(HttpResponseMessage response)
    {
        if (HasStatus(response.Headers))
            return Parse(response.Headers);
        if (response.Version < HttpVersion.Version20)
        {
            return new Status(
                StatusCode.Internal,
                $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version.ToString(2)}.");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var code = (int)response.StatusCode;
            return new Status(CodeOf(code), $"Bad gRPC response. HTTP status code: {code}");
        }

        return Find(response.Content.Headers, "Content-Type") switch
        {
            null => new Status(StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header."),
            var type when !GrpcHeader.IsGrpc(type) =>
                new Status(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {type}"),
            _ => null,
        };
    }

    /// <summary>The status of a response whose body was read.</summary>
    public static Status Status(HttpResponseMessage response)
    {
        var headers = HasStatus(response.TrailingHeaders) ? response.TrailingHeaders : response.Headers;
        if (!HasStatus(headers))
            return new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        try
        {
            return Parse(headers);
        }
        catch (InvalidOperationException e)
        {
            return new Status(StatusCode.Cancelled, e.Message, e);
        }
    }

    /// <exception cref="InvalidOperationException">The status is no number, or there is more than one.</exception>
    private static Status Parse(HttpHeaders headers)
    {
        var text = FindOnly(headers, GrpcHeader.Status);
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var code))
            throw new InvalidOperationException($"Unexpected grpc-status value: {text}");
        var detail = FindOnly(headers, GrpcHeader.Message);
        return new Status((StatusCode)code, detail is null ? "" : PercentEncoding.Decode(detail));
    }

    /// <summary>Two statuses contradict each other: neither is to be believed.</summary>
    private static string? FindOnly(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
            return null;
        return values.Count == 1 ? values.ToString() : throw new InvalidOperationException($"Multiple {name} headers.");
    }

    /// <summary>What a proxy, or a server that never got as far as gRPC, means.</summary>
    private static StatusCode CodeOf(int httpStatus) => httpStatus switch
    {
        400 or 431 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        >= 100 and < 200 => StatusCode.Internal,
        _ => StatusCode.Unknown,
    };

    private static bool IsProtocol(string name) =>
        name.StartsWith(':')
        || Is(name, GrpcHeader.Status)
        || Is(name, GrpcHeader.Message)
        || Is(name, GrpcHeader.Encoding)
        || Is(name, GrpcHeader.AcceptEncoding)
        || Is(name, "content-encoding")
        || Is(name, "content-type");

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
