using Microsoft.Extensions.Logging;
using Orleans.Bundled.Activations;
using Orleans.Runtime;

namespace Orleans.Bundled.Timers;

/// <summary>A timer of an activation. The next tick is set when the last has ended, so ticks never pile up.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    // The longest time that timers of the platform take.
    private const uint MillisecondsMax = 0xfffffffe;

    private readonly Activation _activation;
    private readonly TimerTick _tick;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _disposed = new();
    private TimeSpan _due;
    private TimeSpan _period;
    private bool _isFiring;
    private bool _isChanged;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _tick = new TimerTick(this, callback, options.Interleave, options.KeepAlive) { Target = activation };
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.GrainTime.CreateTimer(
                static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _disposed.Token;

    public bool IsDisposed => _disposed.IsCancellationRequested;

    public static GrainTimer Start<TState>(
        Activation activation,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, nameof(options.DueTime));
        Validate(options.Period, nameof(options.Period));
        var timer = new GrainTimer(activation, token => callback(state, token), options);
        activation.Own(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        (_due, _period, _isChanged) = (dueTime, period, true);
        if (!_isFiring && !IsDisposed) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (IsDisposed) return;
        _disposed.Cancel();
        _timer.Dispose();
        _activation.Disown(this);
    }

    public void Began() => _isChanged = false;

    public void Ended(Exception? fault)
    {
        if (fault is not null)
        {
            _activation.Silo.Log.LogWarning(fault, "A timer of {Grain} failed and goes on", _activation);
        }

        _isFiring = false;
        if (!IsDisposed) _timer.Change(_isChanged ? _due : _period, Timeout.InfiniteTimeSpan);
    }

    private static void Validate(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, MillisecondsMax, name);
    }

    private void Fire()
    {
        _isFiring = true;
        _activation.Receive(_tick);
    }
}
