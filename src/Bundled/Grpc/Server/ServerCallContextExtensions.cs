using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>From a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The key under which contexts made by others keep theirs in the user state.</summary>
    private const string HttpContextKey = "__HttpContext";

    /// <exception cref="InvalidOperationException">The call came over no HTTP.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call)
            return call.Http;
        if (serverCallContext.UserState is { } state
            && state.TryGetValue(HttpContextKey, out var kept)
            && kept is HttpContext http)
            return http;
        throw new InvalidOperationException("The call has no HttpContext: it is not served by ASP.NET Core.");
    }
}
