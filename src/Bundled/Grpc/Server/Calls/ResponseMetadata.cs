using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>Writes metadata and statuses into a response.</summary>
internal static class ResponseMetadata
{
    /// <summary>
    /// Where the status belongs: behind the messages, or, if none were sent, among the headers ("trailers-only").
    /// </summary>
    /// <exception cref="InvalidOperationException">The response has begun and trailers cannot be sent.</exception>
    public static IHeaderDictionary Trailers(HttpResponse response)
    {
        if (!response.HasStarted)
            return response.Headers;
        var trailers = response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        return trailers is { IsReadOnly: false }
            ? trailers
            : throw new InvalidOperationException(
                "Trailers are not supported for this response. The server may not support gRPC.");
    }

    public static void SetStatus(IHeaderDictionary trailers, Status status)
    {
        trailers[GrpcHeader.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        trailers[GrpcHeader.Message] =
            string.IsNullOrEmpty(status.Detail) ? null : PercentEncoding.Encode(status.Detail);
    }

    /// <exception cref="InvalidOperationException">The value holds what no header may.</exception>
    public static void Append(IHeaderDictionary destination, Metadata.Entry entry, string kind)
    {
        try
        {
            destination.Append(entry.Key, entry.WireValue);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"Error adding response {kind} '{entry.Key}'.", e);
        }
    }

    /// <summary>
    /// Refuses a request that is not gRPC in the first place: an HTTP error with a gRPC status on top.
    /// </summary>
    public static Task RefuseAsync(HttpResponse response, int httpStatus, string why)
    {
        response.StatusCode = httpStatus;
        SetStatus(Trailers(response), new Status(StatusCode.Internal, why));
        return Task.CompletedTask;
    }

    /// <summary>Answers a call that nothing here serves.</summary>
    public static Task RefuseUnimplementedAsync(HttpResponse response, string why)
    {
        response.ContentType = GrpcHeader.ContentType;
        SetStatus(Trailers(response), new Status(StatusCode.Unimplemented, why));
        return Task.CompletedTask;
    }
}
