namespace Orleans.Bundled.Simulation;

/// <summary>A timer on virtual time.</summary>
internal sealed class SimulatedTimer(
    SimulatedWorld world, SimulatedProcess? process, TimerCallback callback, object? state) : ITimer
{
    private SimulatedEvent? _next;
    private TimeSpan _period;
    private bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed) return false;
        Cancel();
        _period = period;
        Arm(dueTime);
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Cancel()
    {
        if (_next is { } next) next.IsCancelled = true;
        _next = null;
    }

    private void Arm(TimeSpan due)
    {
        if (due == Timeout.InfiniteTimeSpan) return;
        _next = new SimulatedEvent(process, static timer => ((SimulatedTimer)timer!).Fire(), this);
        world.Enter(_next, due);
    }

    private void Fire()
    {
        _next = null;
        if (_period > TimeSpan.Zero) Arm(_period);
        callback(state);
    }
}
