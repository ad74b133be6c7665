using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Gateway.Callers;

/// <summary>
/// Remembers for a minute which tokens were good, since a caller sends the same one with every call and checking a
/// signature costs more than the rest of a call. What was bad is checked again.
/// </summary>
internal sealed class CachedTokenHandler : JsonWebTokenHandler
{
    private const int CapacityMax = 16_384;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Good> _good = new(StringComparer.Ordinal);
    private readonly TimeSpan _skew;
    private readonly TimeProvider _time;
    private int _count;

    public CachedTokenHandler(TimeProvider time, TimeSpan skew)
    {
        _time = time;
        _skew = skew;
        MapInboundClaims = false;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (_good.TryGetValue(token, out var good) && now < good.Until)
        {
            return good.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            Remember(token, result, now);
        }

        return result;
    }

    private void Remember(string token, TokenValidationResult result, DateTime now)
    {
        // Forgetting all is cheap and rare: it costs each caller one more check.
        if (Interlocked.Increment(ref _count) > CapacityMax)
        {
            _good.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        var expires = result.SecurityToken.ValidTo + _skew;
        var until = now + Lifetime;
        _good[token] = new Good(result, expires < until ? expires : until);
    }

    private sealed record Good(TokenValidationResult Result, DateTime Until);
}
