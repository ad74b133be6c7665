namespace Exchange.Gateway.Tests.Support;

/// <summary>
/// The clock of the wall, put forward when it is told to; between two of its timestamps nothing else passes, and its
/// timers are the wall's.
/// </summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _ticks));

    public void PutForward(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
