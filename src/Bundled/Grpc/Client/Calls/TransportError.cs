using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>What an exception of the HTTP client means in gRPC.</summary>
internal static class TransportError
{
    public static Status Status(string summary, Exception exception) =>
        new(CodeOf(exception), $"{summary} {ExceptionText.Of(exception)}", exception);

    /// <summary>A protocol error says itself what it is; failing that, a broken connection is Unavailable.</summary>
    private static StatusCode CodeOf(Exception exception)
    {
        StatusCode? code = null;
        var isBroken = false;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException protocol)
                code = CodeOf(protocol.ErrorCode);
            else if (cause is SocketException or IOException)
                isBroken = true;
        }

        return code ?? (isBroken ? StatusCode.Unavailable : StatusCode.Internal);
    }

    /// <summary>The errors with which HTTP/2 (below 0x100) and HTTP/3 reset a stream.</summary>
    private static StatusCode CodeOf(long error) => error switch
    {
        0x7 or 0x10b => StatusCode.Unavailable,
        0x8 or 0x10c => StatusCode.Cancelled,
        0xb or 0x107 => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
