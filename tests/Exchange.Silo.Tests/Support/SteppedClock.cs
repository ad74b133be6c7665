namespace Exchange.Silo.Tests;

/// <summary>A clock that goes on when it is told to; its timers are the wall's.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public void Step(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
