namespace Orleans.Bundled.Simulation;

/// <summary>Something that happens at a time: of one process, or of the world.</summary>
internal sealed class SimulatedEvent(SimulatedProcess? process, Action<object?> action, object? state)
{
    public bool IsCancelled { get; set; }

    /// <summary>Happens, unless its process is dead; that of a paused one happens when it goes on.</summary>
    public void Run()
    {
        if (IsCancelled || process?.IsDead == true) return;
        if (process is { IsPaused: true }) process.Park(this);
        else action(state);
    }
}
