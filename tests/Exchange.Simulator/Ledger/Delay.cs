namespace Exchange.Simulator.Ledger;

/// <summary>Something to be done later by a clock, once.</summary>
internal sealed class Delay
{
    private readonly Action _action;
    private ITimer? _timer;

    private Delay(Action action) => _action = action;

    /// <summary>Does it after a wait; at once if there is nothing to wait for.</summary>
    public static void Run(TimeProvider clock, TimeSpan wait, Action action)
    {
        if (wait <= TimeSpan.Zero)
        {
            action();
            return;
        }

        // Armed only once it is kept, so that it can put itself away.
        var delay = new Delay(action);
        delay._timer = clock.CreateTimer(
            static state => ((Delay)state!).Fire(), delay, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        delay._timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        _timer!.Dispose();
        _action();
    }
}
