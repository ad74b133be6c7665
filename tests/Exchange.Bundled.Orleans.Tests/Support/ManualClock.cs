namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>
/// A clock that stands until it is moved; timers fire while it moves, in the order of their due times.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether a timer is set that falls due at this time, give or take a second.</summary>
    public bool HasTimer(DateTimeOffset due)
    {
        lock (_lock) return _timers.Any(timer => (timer.Due - due)?.Duration() < TimeSpan.FromSeconds(1));
    }

    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (TakeNext(end) is { } timer) timer.Fire();
        lock (_lock) _now = end > _now ? end : _now;
    }

    private ManualTimer? TakeNext(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is null) return null;
            // Timers of the platform are late, never early, and Orleans counts on it: delays are cut to milliseconds,
            // and it would ask for the rest for ever on a clock that stands.
            var fired = next.Due.GetValueOrDefault() + Lateness;
            if (fired > _now) _now = fired;
            next.Due = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                Period = period;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
