using Orleans.Bundled.Calls;

namespace Orleans.Bundled.Timers;

/// <summary>A tick of a timer: a request that its activation makes of itself. One object serves all ticks.</summary>
internal sealed class TimerTick(
    GrainTimer timer, Func<CancellationToken, Task> callback, bool interleave, bool keepAlive)
    : TaskCall(Description)
{
    private static readonly CallMethod Description = new(typeof(GrainTimer), "Tick", CallOptions.None, 0);

    internal override bool IsLocal => true;

    internal override bool IsKeepAlive => keepAlive;

    internal override bool IsAlwaysInterleave => interleave;

    internal override bool IsSettled => timer.IsDisposed;

    internal override void Finished() => timer.Ended(Failure);

    protected override Task Invoke(object target)
    {
        Failure = null;
        timer.Began();
        return callback(timer.Token);
    }
}
