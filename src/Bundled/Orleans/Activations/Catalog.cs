using System.Collections.Concurrent;
using Orleans.Bundled.Silos;
using Orleans.Runtime;

namespace Orleans.Bundled.Activations;

/// <summary>The activations of a silo.</summary>
internal sealed class Catalog(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();

    public int Count => _activations.Count;

    public IEnumerable<Activation> All => _activations.Select(entry => entry.Value);

    public Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    /// <summary>The activation of a grain, made if there is none; it starts with its first turn.</summary>
    public Activation FindOrAdd(GrainId id)
    {
        if (_activations.TryGetValue(id, out var activation)) return activation;
        if (silo.IsStopping) throw new SiloUnavailableException($"{silo.Name} is stopping.");
        return _activations.GetOrAdd(
            id, static (key, owner) => new Activation(owner, owner.Classes.Of(key.Type), key), silo);
    }

    public void Remove(Activation activation) =>
        _activations.TryRemove(new KeyValuePair<GrainId, Activation>(activation.GrainId, activation));

    /// <summary>Ends all activations and waits for it.</summary>
    public async Task DeactivateAllAsync(CancellationToken cancellation)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down");
        var ends = new List<Task>();
        foreach (var activation in All)
        {
            ends.Add(activation.Deactivated);
            activation.Deactivate(reason, cancellation);
        }

        // Each awaited in a turn: joined as they are, their ends would come back through the thread pool.
        await Task.WhenAll(ends.Select(static async end => await end)).WaitAsync(cancellation);
    }
}
