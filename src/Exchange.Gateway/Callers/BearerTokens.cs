using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Gateway.Callers;

/// <summary>Which bearer tokens are believed.</summary>
internal static class BearerTokens
{
    // With a provider, signatures are made with a private key that the gateway never sees.
    private static readonly string[] ProviderAlgorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>Sets the checks up.</summary>
    public static void Configure(JwtBearerOptions bearer, GatewayOptions options, TimeProvider time)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            RequireSignedTokens = true,
            NameClaimType = "sub",
            RoleClaimType = "role",
            LifetimeValidator = (notBefore, expires, _, _) =>
                IsAlive(notBefore, expires, time.GetUtcNow().UtcDateTime, options.ClockSkew),
        };
        if (options.TokenKey.IsEmpty)
        {
            bearer.Authority = options.Authority;
            bearer.TokenValidationParameters.ValidAlgorithms = ProviderAlgorithms;
            return;
        }

        bearer.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        bearer.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(options.TokenKey.ToArray());
    }

    private static bool IsAlive(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew)
    {
        if (expires is not { } end)
        {
            throw new SecurityTokenNoExpirationException("The token never expires.");
        }

        if (now - skew >= end)
        {
            throw new SecurityTokenExpiredException("The token has expired.") { Expires = end };
        }

        return notBefore is not { } start || now + skew >= start;
    }
}
