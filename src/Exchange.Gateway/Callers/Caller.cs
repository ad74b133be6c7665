using System.Security.Claims;
using Exchange.Gateway.Input;
using Exchange.Gateway.Refusals;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Callers;

/// <summary>Who is calling, as its token says.</summary>
/// <param name="Subject">Who it is; the wallet id of a trader.</param>
/// <param name="Role">What it may do; exactly one role.</param>
internal sealed record Caller(string Subject, Roles Role)
{
    /// <summary>The caller of a call that was let in.</summary>
    public static Caller Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>()
        ?? throw new InvalidOperationException("A call came in past the gate.");

    /// <summary>Reads the claims of a token; null if it lacks a subject or a role, or has more than one.</summary>
    public static Caller? From(ClaimsPrincipal principal)
    {
        var subject = Single(principal, "sub");
        var role = Single(principal, "role") switch
        {
            "trader" => Roles.Trader,
            "operator" => Roles.Operator,
            "feed" => Roles.Feed,
            "auditor" => Roles.Auditor,
            _ => Roles.None,
        };
        return subject is not null && Ids.IsId(subject) && role != Roles.None ? new Caller(subject, role) : null;
    }

    /// <summary>Marks the call as this caller's.</summary>
    public void Enter(HttpContext http) => http.Features.Set(this);

    /// <summary>The wallet that a request names, if it is this caller's to use; empty names the caller's own.</summary>
    public string Wallet(string walletId)
    {
        if (walletId.Length == 0)
        {
            // An operator has no wallet: a deposit that names none would go nowhere anybody looks.
            return Role == Roles.Operator ? Ids.Read(walletId, "wallet_id") : Subject;
        }

        Ids.Read(walletId, "wallet_id");
        if (Role == Roles.Trader && !string.Equals(walletId, Subject, StringComparison.Ordinal))
        {
            throw Refused.Because(
                StatusCode.PermissionDenied, Reasons.WalletNotYours, "A trader reaches its own wallet alone.");
        }

        return walletId;
    }

    private static string? Single(ClaimsPrincipal principal, string type)
    {
        string? found = null;
        foreach (var claim in principal.Claims)
        {
            if (claim.Type == type)
            {
                if (found is not null)
                {
                    return null;
                }

                found = claim.Value;
            }
        }

        return found;
    }
}
