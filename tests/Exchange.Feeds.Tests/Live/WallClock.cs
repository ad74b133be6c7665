namespace Exchange.Feeds.Tests.Live;

/// <summary>The system's timers, and a time of day that the test sets.</summary>
internal sealed class WallClock(DateTimeOffset now) : TimeProvider
{
    private long _now = now.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _now), TimeSpan.Zero);
        set => Volatile.Write(ref _now, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
