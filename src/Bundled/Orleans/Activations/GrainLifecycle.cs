using Orleans.Runtime;

namespace Orleans.Bundled.Activations;

/// <summary>Stages of something that starts and stops: in order, and backwards.</summary>
internal sealed class GrainLifecycle : IGrainLifecycle, Runtime.ISiloLifecycle
{
    private readonly List<Entry> _entries = [];
    private int _reached = int.MinValue;

    public int HighestCompletedStage => _reached;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public bool IsEmpty => _entries.Count == 0;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var entry = new Entry(this, stage, observer);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Starts the stages; observers of one stage start together.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var stage in _entries.GroupBy(e => e.Stage).OrderBy(g => g.Key).ToArray())
        {
            _reached = stage.Key;
            await Task.WhenAll(stage.Select(e => e.Observer.OnStart(cancellation)).ToArray()).WaitAsync(cancellation);
        }
    }

    /// <summary>Stops the stages that were started, the last first; a fault does not keep the others from it.</summary>
    public async Task<Exception?> StopAsync(CancellationToken cancellation)
    {
        Exception? fault = null;
        var stages = _entries.Where(e => e.Stage <= _reached).GroupBy(e => e.Stage).OrderByDescending(g => g.Key);
        foreach (var stage in stages.ToArray())
        {
            try
            {
                await Task.WhenAll(stage.Select(e => e.Observer.OnStop(cancellation)).ToArray());
            }
#pragma warning disable CA1031 // The caller reports it, when all have stopped.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault ??= exception;
            }

            LowestStoppedStage = stage.Key;
        }

        return fault;
    }

    private sealed class Entry(GrainLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose() => owner._entries.Remove(this);
    }
}
