using System.Collections.Concurrent;

namespace Exchange.Gateway.Callers;

/// <summary>
/// Remembers for a minute, by the exact text of the authorization, whom a good token named: a caller sends the same one
/// with every call, and checking it costs more than the rest of a call. What was bad is checked again.
/// </summary>
internal sealed class CallerMemory(GatewayOptions options, TimeProvider time)
{
    private const int CapacityMax = 65_536;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whom this text named; null if it has to be checked.</summary>
    public Caller? Find(string authorization) =>
        _known.TryGetValue(authorization, out var known) && time.GetUtcNow() < known.Until ? known.Caller : null;

    /// <summary>Remembers a text that was checked, at most as long as its token is good.</summary>
    public void Remember(string authorization, Caller caller, DateTimeOffset expires)
    {
        // Forgetting all is cheap and rare: it costs each caller one more check.
        if (Interlocked.Increment(ref _count) > CapacityMax)
        {
            _known.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        var until = time.GetUtcNow() + Lifetime;
        var end = expires + options.ClockSkew;
        _known[authorization] = new Known(caller, end < until ? end : until);
    }

    private sealed record Known(Caller Caller, DateTimeOffset Until);
}
