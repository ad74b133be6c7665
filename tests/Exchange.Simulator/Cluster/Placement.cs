using Exchange.Simulator.Faults;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Silos;
using Orleans.Bundled.Simulation;
using Orleans.Runtime;

namespace Exchange.Simulator.Cluster;

/// <summary>
/// Where grains live. As Orleans' default directory it is eventually consistent: it learns of a silo's end late, and
/// can for a while send some callers of a grain to one activation and the others to another.
/// </summary>
internal sealed class Placement(Cluster cluster, FaultPlan faults, Chance chance) : ISiloRouter
{
    private static readonly TimeSpan SplitMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SplitMax = TimeSpan.FromSeconds(30);
    private static readonly DeactivationReason Duplicate =
        new(DeactivationReasonCode.DirectoryFailure, "Another activation is the one in the directory.");

    private readonly Dictionary<GrainId, SiloLife> _homes = [];
    private readonly Dictionary<GrainId, SiloLife> _seconds = [];

    /// <inheritdoc/>
    public Silo Route(GrainId grain, Silo sender)
    {
        var from = cluster.LifeOf(sender);

        // Whoever was given up by the others goes on with what it knew.
        if (from.IsEvicted && sender.Catalog.Find(grain) is not null) return sender;
        if (!_homes.TryGetValue(grain, out var home))
        {
            home = Choose(from);
            _homes[grain] = home;
        }

        // Half of the machines know the second activation only.
        return _seconds.TryGetValue(grain, out var second) && ((from.Slot + second.Slot) & 1) == 0
            ? second.Silo
            : home.Silo;
    }

    /// <summary>The others have noticed that a silo is gone: its grains will live elsewhere.</summary>
    public void Evict(SiloLife life)
    {
        life.IsEvicted = true;
        foreach (var grain in _seconds.Where(pair => pair.Value == life).Select(pair => pair.Key).ToArray())
        {
            _seconds.Remove(grain);
        }

        foreach (var grain in _homes.Where(pair => pair.Value == life).Select(pair => pair.Key).ToArray())
        {
            _homes.Remove(grain);
            if (_seconds.Remove(grain, out var second)) _homes[grain] = second;
        }
    }

    /// <summary>A grain that is active gets a second activation for a while.</summary>
    public bool Split(SimulatedWorld world)
    {
        var candidates = _homes.Where(pair => !pair.Value.IsEvicted && !_seconds.ContainsKey(pair.Key))
            .Select(pair => pair.Key).ToArray();
        if (candidates.Length == 0) return false;
        var grain = chance.Of(candidates);
        var others = cluster.Up.Where(life => life != _homes[grain]).ToArray();
        if (others.Length == 0) return false;
        faults.Count(Fault.TwoActivations);
        _seconds[grain] = chance.Of(others);
        world.After(chance.Between(SplitMin, SplitMax), () => Heal(grain));
        return true;
    }

    /// <summary>Ends an activation in order, as one that was idle.</summary>
    public void DeactivateOne()
    {
        var active = _homes.Where(pair => pair.Value.IsUp).Select(pair => pair.Key).ToArray();
        if (active.Length == 0) return;
        var grain = chance.Of(active);
        if (End(grain, _homes[grain], new DeactivationReason(DeactivationReasonCode.ActivationIdle, "idle")))
        {
            faults.Count(Fault.GrainDeactivated);
        }
    }

    /// <summary>No grain has two places any more.</summary>
    public void HealAll()
    {
        foreach (var grain in _seconds.Keys.ToArray()) Heal(grain);
    }

    private static bool End(GrainId grain, SiloLife life, DeactivationReason reason)
    {
        if (life.Silo.Catalog.Find(grain) is not { } activation) return false;
        activation.Deactivate(reason);
        return true;
    }

    private void Heal(GrainId grain)
    {
        if (!_seconds.Remove(grain, out var loser)) return;
        if (chance.Hits(0.5) && !loser.IsEvicted && _homes.TryGetValue(grain, out var home))
        {
            (_homes[grain], loser) = (loser, home);
        }

        if (!loser.Process.IsDead) End(grain, loser, Duplicate);
    }

    private SiloLife Choose(SiloLife from)
    {
        var up = cluster.Up;
        if (up.Count == 0) return from;
        return from.IsUp && chance.Hits(0.3) ? from : chance.Of(up);
    }
}
