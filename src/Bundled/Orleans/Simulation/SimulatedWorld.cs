using Orleans.Bundled.Scheduling;

namespace Orleans.Bundled.Simulation;

/// <summary>
/// One thread, one virtual clock, one source of chance. Whatever can run now is run in a random order; when nothing
/// can, the clock moves to whatever comes next. Two worlds that are given the same chance do the same, step by step.
/// </summary>
/// <remarks>Turns take no virtual time. A world belongs to the thread that made it.</remarks>
public sealed class SimulatedWorld
{
    // So many steps without the clock moving on are a loop that feeds itself.
    private const int StepsAtOnceMax = 2_000_000;

    private readonly PriorityQueue<SimulatedEvent, (long Due, long Number)> _agenda = new();
    private readonly Func<int, int> _pick;
    private readonly List<ReadyQueue> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile string? _leak;
    private long _number;
    private int _generation;
    private int _stepsAtOnce;

    /// <param name="start">What the clock says at first.</param>
    /// <param name="pick">
    /// Draws a number from 0 to below its argument; all chance of the scheduler comes from it.
    /// </param>
    public SimulatedWorld(DateTimeOffset start, Func<int, int> pick)
    {
        ArgumentNullException.ThrowIfNull(pick);
        (Ticks, _pick) = (start.UtcTicks, pick);
        Clock = new SimulatedClock(this, null);
    }

    /// <summary>Virtual time in ticks.</summary>
    public long Ticks { get; private set; }

    /// <summary>Virtual time.</summary>
    public DateTimeOffset Now => new(Ticks, TimeSpan.Zero);

    /// <summary>A clock that is right, and whose timers no crash stops.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>How many steps were taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Is told of every turn before it runs; null: nobody.</summary>
    public Action<SimulatedProcess, TurnQueue>? OnTurn { get; set; }

    /// <summary>Runs something after a while, whatever has crashed by then.</summary>
    public void After(TimeSpan delay, Action action) => Enter(new SimulatedEvent(
        null, static state => ((Action)state!)(), action), delay);

    /// <summary>Takes one step.</summary>
    /// <returns>False if nothing is left to do, ever.</returns>
    /// <exception cref="InvalidOperationException">Something ran on a thread that is not the world's.</exception>
    public bool Step()
    {
        if (_leak is { } leak) throw new InvalidOperationException(leak);
        if (_ready.Count > 0)
        {
            RunTurn();
            return true;
        }

        while (_agenda.TryDequeue(out var next, out var key))
        {
            if (next.IsCancelled) continue;
            if (key.Due > Ticks) (Ticks, _stepsAtOnce) = (key.Due, 0);
            Count();
            next.Run();
            return true;
        }

        return false;
    }

    /// <summary>Takes steps until the clock is there and everything due by then is done.</summary>
    public void RunUntil(DateTimeOffset time)
    {
        while (_ready.Count > 0 || (TryPeek(out var due) && due <= time.UtcTicks)) Step();
        Ticks = Math.Max(Ticks, time.UtcTicks);
    }

    /// <summary>Takes steps until a task is done.</summary>
    /// <exception cref="TimeoutException">It is not done by then, or will never be.</exception>
    public void RunUntil(Task task, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        var end = Ticks + limit.Ticks;
        while (!task.IsCompleted)
        {
            if (Ticks > end || !Step()) throw new TimeoutException($"Not done after {limit} of virtual time.");
        }

        task.GetAwaiter().GetResult();
    }

    internal void Ready(SimulatedProcess process, TurnQueue queue)
    {
        CheckThread();
        _ready.Add(new ReadyQueue(process, queue));
    }

    internal void Enter(SimulatedEvent item, TimeSpan delay)
    {
        CheckThread();
        var due = delay > TimeSpan.Zero ? Ticks + delay.Ticks : Ticks;
        _agenda.Enqueue(item, (due, _number++));
    }

    /// <summary>One life more: no two processes of a world have the same.</summary>
    internal int NextGeneration() => ++_generation;

    private bool TryPeek(out long due)
    {
        while (_agenda.TryPeek(out var next, out var key))
        {
            due = key.Due;
            if (!next.IsCancelled) return true;
            _agenda.Dequeue();
        }

        due = 0;
        return false;
    }

    private void RunTurn()
    {
        var index = _ready.Count == 1 ? 0 : _pick(_ready.Count);
        var (process, queue) = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (!process.Admits(queue)) return;
        Count();
        OnTurn?.Invoke(process, queue);
        if (queue.RunTurn()) _ready.Add(new ReadyQueue(process, queue));
    }

    private void Count()
    {
        Steps++;
        if (++_stepsAtOnce > StepsAtOnceMax)
        {
            throw new InvalidOperationException($"{StepsAtOnceMax} steps at {Now:O} without the clock moving on.");
        }
    }

    // Whoever is told of it here may keep it for itself, so the next step says it too.
    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId == _thread) return;
        _leak = $"Something of the simulation ran on another thread:{Environment.NewLine}{Environment.StackTrace}";
        throw new InvalidOperationException(_leak);
    }

    private readonly record struct ReadyQueue(SimulatedProcess Process, TurnQueue Queue);
}
