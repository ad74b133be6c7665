using Exchange.Feeds.Synthetic;

namespace Exchange.Feeds.Live;

/// <summary>
/// How long to wait before the next try: doubling up to a limit, of which chance takes up to a half, so that many
/// clients that lost a server together do not come back together.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan limit, Chance chance)
{
    private TimeSpan? _next;

    public TimeSpan Next()
    {
        var delay = Shorter(_next ?? first, limit);
        _next = Shorter(delay * 2, limit);
        return delay * (1 - (chance.NextUnit() / 2));
    }

    /// <summary>The connection was a good one: the next wait is a first one again.</summary>
    public void Reset() => _next = null;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
