using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What the server logs of calls.</summary>
internal static partial class ServerLog
{
    /// <summary>The category, the real one's.</summary>
    public const string Category = "Grpc.AspNetCore.Server.ServerCallHandler";

    [LoggerMessage(LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(LogLevel.Information, "Service method '{Method}' was cancelled.")]
    public static partial void CallCancelled(ILogger logger, string method, Exception exception);

    [LoggerMessage(LogLevel.Information, "Service method '{Method}' ended with {StatusCode}: '{Detail}'.")]
    public static partial void CallRefused(
        ILogger logger, string method, StatusCode statusCode, string detail, Exception? exception);

    [LoggerMessage(LogLevel.Debug, "The deadline of '{Method}' is exceeded.")]
    public static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(LogLevel.Error, "Ending a call at its deadline failed.")]
    public static partial void DeadlineFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Debug, "The grpc-timeout '{Timeout}' is ignored: it is no valid timeout.")]
    public static partial void TimeoutIgnored(ILogger logger, string timeout);

    [LoggerMessage(LogLevel.Information, "A request of content type '{ContentType}' is not gRPC.")]
    public static partial void ContentTypeRefused(ILogger logger, string? contentType);

    [LoggerMessage(LogLevel.Information, "gRPC needs HTTP/2; the request is {Protocol}.")]
    public static partial void ProtocolRefused(ILogger logger, string protocol);

    [LoggerMessage(
        LogLevel.Debug, "No methods were found on {Service}: none of its base classes binds a gRPC service.")]
    public static partial void NoMethods(ILogger logger, Type service);
}
