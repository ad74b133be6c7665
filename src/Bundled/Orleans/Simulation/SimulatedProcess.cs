using Orleans.Bundled.Scheduling;

namespace Orleans.Bundled.Simulation;

/// <summary>
/// One life of an operating-system process: the scheduler of a silo, and its clock. It can be paused, as by a long
/// garbage collection, and go on later as if nothing had been; or die, and nothing of it ever runs again.
/// </summary>
public sealed class SimulatedProcess : ITurnScheduler
{
    private readonly Queue<SimulatedEvent> _events = new();
    private readonly Queue<TurnQueue> _turns = new();
    private readonly SimulatedWorld _world;

    /// <summary>A running one.</summary>
    public SimulatedProcess(SimulatedWorld world, string name)
    {
        (_world, Name, Generation) = (world, name, world.NextGeneration());
        Clock = new SimulatedClock(world, this);
    }

    /// <summary>What it is called in traces.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public int Generation { get; }

    /// <summary>Its clock, which may be wrong; its timers live and die with it.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>Whether it stands still.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether it is no more.</summary>
    public bool IsDead { get; private set; }

    /// <inheritdoc/>
    public void Schedule(TurnQueue queue)
    {
        if (!IsDead) _world.Ready(this, queue);
    }

    /// <summary>Stands still from now on.</summary>
    public void Pause() => IsPaused = true;

    /// <summary>Goes on: what was due meanwhile is late, and all of it due at once.</summary>
    public void Resume()
    {
        IsPaused = false;
        while (_events.TryDequeue(out var item)) _world.Enter(item, TimeSpan.Zero);
        while (_turns.TryDequeue(out var queue)) _world.Ready(this, queue);
    }

    /// <summary>Ends at once: nothing is tidied up.</summary>
    public void Kill()
    {
        IsDead = true;
        _events.Clear();
        _turns.Clear();
    }

    internal void Park(SimulatedEvent item) => _events.Enqueue(item);

    /// <summary>Whether the queue's turn may run now; else it is kept until it may, or for ever dropped.</summary>
    internal bool Admits(TurnQueue queue)
    {
        if (IsPaused && !IsDead) _turns.Enqueue(queue);
        return !IsPaused && !IsDead;
    }
}
