namespace Exchange.Gateway.Tests.Support;

/// <summary>The clock of the wall, put forward when it is told to; what is measured and waited for is not.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _ticks));

    public void PutForward(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
