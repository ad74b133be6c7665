using Exchange.Gateway.Refusals;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Gateway.Callers;

/// <summary>
/// Every call passes here first: who is it, may it do this, and is it not too much. It stands inside gRPC and not
/// before it, so that a refusal reaches a gRPC client as a status with its reason.
/// </summary>
internal sealed class Gate(CallerLimits limits, CallerMemory memory)
{
    /// <summary>Lets a call in, or throws.</summary>
    public async ValueTask EnterAsync(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var authorization = http.Request.Headers.Authorization is [{ } only] ? only : null;
        var caller = (authorization is null ? null : memory.Find(authorization))
            ?? await IdentifyAsync(http, authorization);
        if (!Access.IsAllowed(caller.Role, context.Method))
        {
            throw Refused.Because(
                StatusCode.PermissionDenied, Reasons.RoleNotAllowed, "The role of the caller does not allow this.");
        }

        limits.CountCall(caller);
        caller.Enter(http);
    }

    private async ValueTask<Caller> IdentifyAsync(HttpContext http, string? authorization)
    {
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (result.Principal is not { } principal)
        {
            throw Unauthenticated(result.Failure switch
            {
                null => "A bearer token is needed.",
                SecurityTokenExpiredException => "The bearer token has expired.",
                _ => "The bearer token is not valid.",
            });
        }

        var caller = Caller.From(principal)
            ?? throw Unauthenticated("The bearer token does not name one subject and one role.");
        if (authorization is not null && result.Properties?.ExpiresUtc is { } expires)
        {
            memory.Remember(authorization, caller, expires);
        }

        return caller;
    }

    private static RpcException Unauthenticated(string message) =>
        Refused.Because(StatusCode.Unauthenticated, Reasons.Unauthenticated, message);
}
