using Orleans.Bundled.Silos;

namespace Orleans.Bundled.Activations;

/// <summary>Ends activations that have been idle for longer than their class allows; looks once per quantum.</summary>
internal sealed class Collector(Silo silo, TimeProvider time) : IDisposable
{
    private static readonly DeactivationReason Idle =
        new(DeactivationReasonCode.ActivationIdle, "This activation has become idle.");

    private ITimer? _timer;

    public void Start()
    {
        var quantum = silo.Collection.CollectionQuantum;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static state => ((Collector)state!).Collect(), this, quantum, quantum);
        }
    }

    /// <summary>Ends what has been idle for this long, or for as long as its class says.</summary>
    public void Collect(TimeSpan? age = null)
    {
        var now = time.GetUtcNow();
        foreach (var activation in silo.Catalog.All)
        {
            var limit = age ?? activation.Class.CollectionAge;
            if (limit == Timeout.InfiniteTimeSpan || !activation.IsIdle(now, limit)) continue;
            activation.Queue.Post(static state => ((Activation)state!).EndIfIdle(Idle), activation);
        }
    }

    public void Dispose() => _timer?.Dispose();
}
