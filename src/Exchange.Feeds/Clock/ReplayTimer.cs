namespace Exchange.Feeds.Clock;

/// <summary>A timer of <see cref="ReplayClock"/>, which guards its fields and orders it among the others.</summary>
internal sealed class ReplayTimer(ReplayClock clock, TimerCallback callback, object? state) : ITimer
{
    /// <summary>The limit of the system's timers, so that code proven here runs there.</summary>
    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>By due time; timers due together fire in the order in which they were armed.</summary>
    internal static IComparer<ReplayTimer> ByDueTime { get; } = Comparer<ReplayTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Arming.CompareTo(b.Arming));

    /// <summary>UTC ticks.</summary>
    internal long Due { get; set; }

    /// <summary>Ticks; 0 for a timer that fires once.</summary>
    internal long Period { get; set; }

    internal long Arming { get; set; }

    internal bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckDelay(dueTime, nameof(dueTime));
        CheckDelay(period, nameof(period));
        return clock.Arm(this, dueTime, period);
    }

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((ReplayTimer)timer!).Call(), this);
    }

    private static void CheckDelay(TimeSpan delay, string name)
    {
        if (delay != Timeout.InfiniteTimeSpan && (delay < TimeSpan.Zero || delay > DelayMax))
            throw new ArgumentOutOfRangeException(name, delay, "A delay is infinite, or from 0 to about 49 days.");
    }

    private void Call() => callback(state);
}
