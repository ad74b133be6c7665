namespace Orleans.Bundled.Simulation;

/// <summary>
/// The clock of a process: virtual time, and by how much this machine is wrong about it. Timers measure spans, which
/// are right on a machine whose date is not.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly SimulatedProcess? _process;
    private readonly SimulatedWorld _world;

    internal SimulatedClock(SimulatedWorld world, SimulatedProcess? process) => (_world, _process) = (world, process);

    /// <summary>What it is ahead of the truth; less than zero: behind.</summary>
    public TimeSpan Error { get; set; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _world.Now + Error;

    /// <inheritdoc/>
    public override long GetTimestamp() => _world.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(_world, _process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
