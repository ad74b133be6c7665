using System.Collections.Concurrent;

namespace Exchange.Feeds.Tests.Live;

/// <summary>
/// The system's clock, whose timers fire so many times sooner; it remembers what they were asked for.
/// </summary>
internal sealed class FastClock(double factor) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    /// <summary>What timers were made to wait, as whoever made them sees it.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Enqueue(dueTime);
        return new FastTimer(this, base.CreateTimer(callback, state, Faster(dueTime), Faster(period)));
    }

    private TimeSpan Faster(TimeSpan wait) => wait < TimeSpan.Zero ? wait : wait / factor;

    private sealed class FastTimer(FastClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(clock.Faster(dueTime), clock.Faster(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

/// <summary>A clock on which no timer ever fires.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
