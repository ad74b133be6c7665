namespace Grpc.Wire;

/// <summary>Acts once at a time that may be farther off than one timer can wait.</summary>
internal sealed class DeadlineTimer : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(40);

    /// <summary>Timers and clock disagree by a little; a wait too short would only be repeated.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(1);

    private readonly DateTime _time;
    private readonly Action _act;
    private readonly Timer _timer;
    private volatile bool _disposed;

    /// <summary>Prepares; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="time">When, UTC.</param>
    /// <param name="act">What; it must not throw.</param>
    public DeadlineTimer(DateTime time, Action act)
    {
        _time = time;
        _act = act;
        // The timer must not keep the async-locals of whoever made the call alive.
        using (ExecutionContext.SuppressFlow())
            _timer = new(static timer => ((DeadlineTimer)timer!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public void Start() => Wait(_time - DateTime.UtcNow);

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    /// <summary>Also waits until the timer is not acting any more.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _timer.DisposeAsync();
    }

    private void Wait(TimeSpan remaining)
    {
        var wait = remaining <= TimeSpan.Zero ? TimeSpan.Zero : remaining < WaitMax ? remaining + Slack : WaitMax;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        var remaining = _time - DateTime.UtcNow;
        if (remaining <= TimeSpan.Zero)
            _act();
        else if (!_disposed)
            Wait(remaining);
    }
}
