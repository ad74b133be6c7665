using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>What a channel logs of its calls.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(LogLevel.Information, "Call of '{Method}' failed with {StatusCode}: '{Detail}'.")]
    public static partial void Failed(ILogger logger, string method, StatusCode statusCode, string detail);

    [LoggerMessage(LogLevel.Warning, "The call credentials of '{Method}' were not sent: the channel is not secure.")]
    public static partial void CredentialsUnused(ILogger logger, string method);

    [LoggerMessage(LogLevel.Error, "The trailers of a response could not be read.")]
    public static partial void TrailersUnreadable(ILogger logger, Exception exception);
}
