namespace Exchange.Feeds.Clock;

/// <summary>
/// A clock that stands still until it is told the time. Timers made by it fire inside <see cref="AdvanceTo"/>, in the
/// order in which they are due, each while the clock shows its own due time.
/// </summary>
/// <remarks>
/// Thread-safe. Callbacks run on the thread that advances, one at a time, outside of any lock that arming a timer
/// takes. A timer armed with no delay while nobody advances fires at once on the thread pool, as the system's timers
/// do: a clock that stands still must not hold back what is already due.
/// </remarks>
public sealed class ReplayClock : TimeProvider
{
    /// <summary>More callbacks than this at one instant are taken for timers that re-arm each other for ever.</summary>
    public const int FiringsPerInstantMax = 100_000;

    private readonly Lock _advancing = new();
    private readonly Lock _state = new();
    private readonly SortedSet<ReplayTimer> _armed = new(ReplayTimer.ByDueTime);
    private long _now;
    private long _armings;

    /// <param name="start">The first time it shows.</param>
    public ReplayClock(DateTimeOffset start) => _now = start.UtcTicks;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ReplayTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves time forward and fires what falls due on the way, including timers that callbacks arm within the span. A
    /// time that has passed already moves nothing and fires only what is due now: the clock never goes back.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// It was called by a timer's callback, or timers re-arm each other at one instant without end.
    /// </exception>
    /// <remarks>An exception of a callback ends the advance at its timer's due time and reaches the caller.</remarks>
    public void AdvanceTo(DateTimeOffset time)
    {
        if (_advancing.IsHeldByCurrentThread)
            throw new InvalidOperationException("A timer's callback must not advance the clock that runs it.");

        // As on a thread of the pool, where timers usually fire: code that awaits them goes on inside its callback, and
        // so arms its next timer before time moves on.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            lock (_advancing)
                FireUntil(time.UtcTicks);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Arms, re-arms or (with no due time) disarms a timer; false if it was disposed.</summary>
    internal bool Arm(ReplayTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        var infinite = dueTime == Timeout.InfiniteTimeSpan;
        lock (_state)
        {
            if (timer.Disposed)
                return false;

            _armed.Remove(timer);
            if (infinite)
                return true;

            timer.Period = period > TimeSpan.Zero ? period.Ticks : 0;
            Insert(timer, Later(_now, dueTime.Ticks));
        }

        // Inside a callback the advance under way picks it up by itself.
        if (dueTime == TimeSpan.Zero && !_advancing.IsHeldByCurrentThread)
            ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.AdvanceTo(clock.GetUtcNow()), this, false);

        return true;
    }

    internal void Remove(ReplayTimer timer)
    {
        lock (_state)
        {
            timer.Disposed = true;
            _armed.Remove(timer);
        }
    }

    private static long Later(long now, long delay) =>
        delay > DateTimeOffset.MaxValue.UtcTicks - now ? DateTimeOffset.MaxValue.UtcTicks : now + delay;

    private void FireUntil(long target)
    {
        var instant = long.MinValue;
        var firings = 0;
        while (TakeDue(target) is { } timer)
        {
            var now = Volatile.Read(ref _now);
            firings = now == instant ? firings + 1 : 1;
            instant = now;
            if (firings > FiringsPerInstantMax)
            {
                throw new InvalidOperationException(
                    $"More than {FiringsPerInstantMax} timers fired at {GetUtcNow():O}: one re-arms without delay.");
            }

            timer.Fire();
        }
    }

    private ReplayTimer? TakeDue(long target)
    {
        lock (_state)
        {
            target = Math.Max(target, _now);
            var timer = _armed.Min;
            if (timer is null || timer.Due > target)
            {
                Volatile.Write(ref _now, target);
                return null;
            }

            _armed.Remove(timer);
            Volatile.Write(ref _now, Math.Max(timer.Due, _now));

            // Armed again before the callback runs, so that the callback can change or dispose it.
            if (timer.Period > 0)
                Insert(timer, Later(timer.Due, timer.Period));

            return timer;
        }
    }

    private void Insert(ReplayTimer timer, long due)
    {
        timer.Due = due;
        timer.Arming = ++_armings;
        _armed.Add(timer);
    }
}
