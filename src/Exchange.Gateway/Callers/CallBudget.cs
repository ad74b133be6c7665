namespace Exchange.Gateway.Callers;

/// <summary>
/// How many calls one caller may still make. Kept as the one moment at which it may make as many as ever again, which
/// each call puts off by its share of a second: nothing has to be refilled, however many callers there are.
/// </summary>
internal sealed class CallBudget
{
    private long _fullAt = long.MinValue;

    /// <summary>Takes one call; false: it is one too many.</summary>
    /// <param name="now">A time in ticks of any length.</param>
    /// <param name="perCall">Ticks that a call puts the moment off.</param>
    /// <param name="reach">How far it may lie ahead before a call.</param>
    public bool TryTake(long now, long perCall, long reach)
    {
        while (true)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            var from = Math.Max(fullAt, now);
            if (from - now > reach)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _fullAt, from + perCall, fullAt) == fullAt)
            {
                return true;
            }
        }
    }

    /// <summary>Whether it is as good as a new one.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;
}
