using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Exchange.Contracts;

/// <summary>
/// References to grains of one kind by their keys. Making one anew costs some microseconds, since Orleans then
/// works out by reflection what its interface is called; of those in use each is made once.
/// </summary>
public sealed class GrainReferences<TGrain>
    where TGrain : IGrainWithStringKey
{
    private const int CapacityMax = 65_536;
    private static readonly ConditionalWeakTable<IGrainFactory, GrainReferences<TGrain>> All = [];

    private readonly IGrainFactory _grains;
    private readonly ConcurrentDictionary<string, TGrain> _known = new(StringComparer.Ordinal);
    private int _count;

    private GrainReferences(IGrainFactory grains) => _grains = grains;

    /// <summary>Those that a factory made.</summary>
    public static GrainReferences<TGrain> Of(IGrainFactory grains) =>
        All.GetValue(grains, static grains => new GrainReferences<TGrain>(grains));

    /// <summary>The grain of a key.</summary>
    public TGrain Get(string key)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        // Forgetting all is cheap and rare: it costs each key one more reference.
        if (Interlocked.Increment(ref _count) > CapacityMax)
        {
            _known.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return _known.GetOrAdd(key, _grains.GetGrain<TGrain>(key));
    }
}
