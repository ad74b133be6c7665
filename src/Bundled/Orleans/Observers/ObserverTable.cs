using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Bundled.Silos;
using Orleans.Runtime;

namespace Orleans.Bundled.Observers;

/// <summary>The plain objects of a silo that grains can call.</summary>
internal sealed class ObserverTable(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _targets = new();
    private long _count;

    public GrainId Add(object observer)
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var id = GrainId.Create(ObserverTarget.Type, $"{silo.Name}+{number}");
        _targets[id] = new ObserverTarget(silo, id, observer);
        return id;
    }

    public ObserverTarget Find(GrainId id) => _targets.TryGetValue(id, out var target)
        ? target
        : new ObserverTarget(silo, id, null);

    public void Remove(GrainId id)
    {
        if (_targets.TryRemove(id, out var target)) target.Delete();
    }
}
