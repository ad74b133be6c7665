using Orleans.Runtime;

namespace Orleans.Bundled.Scheduling;

/// <summary>The live scheduler: a queue with turns is a work item of the thread pool.</summary>
public sealed class ThreadPoolTurnScheduler : ITurnScheduler
{
    // One call into the pool serves so many turns; then others get their chance.
    private const int TurnsPerSlice = 128;

    /// <inheritdoc/>
    public int Generation => SiloAddress.AllocateNewGeneration();

    /// <inheritdoc/>
    public void Schedule(TurnQueue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: true);
    }

    internal static void RunSlice(TurnQueue queue)
    {
        if (queue.RunTurns(TurnsPerSlice)) ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: false);
    }
}
