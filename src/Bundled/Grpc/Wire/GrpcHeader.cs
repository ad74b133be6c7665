namespace Grpc.Wire;

/// <summary>The names and fixed values of gRPC over HTTP/2.</summary>
internal static class GrpcHeader
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>Never on the wire: asks the sender, among the call's metadata, to compress.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>The encoding that changes nothing.</summary>
    public const string Identity = "identity";

    /// <summary>Whether a content type is gRPC's, whatever the message format after '+'.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is ';' or '+');

    public static bool IsIdentity(string encoding) => string.Equals(encoding, Identity, StringComparison.Ordinal);
}
