using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Bundled.Scheduling;

/// <summary>
/// The turns of one activation, first come, first served, one at a time. It is a <see cref="TaskScheduler"/>, so what
/// a turn awaits comes back as another turn of the same queue.
/// </summary>
/// <remarks>
/// Producers push onto a list with one compare-and-swap; the consumer takes the whole list and reverses it. An idle
/// queue holds no memory but itself, which matters with a million activations.
/// </remarks>
public sealed class TurnQueue : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Turn Busy = new ActionTurn(static _ => { }, null);
    private static readonly ExecutionContext Clean = CleanContext();
    private static readonly Action<object?> Pump = static queue => ((TurnQueue)queue!).RunBatch();

    [ThreadStatic]
    private static TurnQueue? _current;

    private readonly ITurnScheduler _scheduler;
    private readonly IGrainContext? _context;

    // null: idle, nobody will run it. Busy: being run, or about to be, and nothing new. Else: new turns, newest first.
    private Turn? _inbox;

    // Oldest first; only the thread that runs the queue looks at it.
    private Turn? _ready;
    private int _budget;

    /// <summary>A queue whose turns are nobody's in particular.</summary>
    /// <param name="scheduler">Runs it.</param>
    /// <param name="owner">Names it in logs and to the scheduler.</param>
    public TurnQueue(ITurnScheduler scheduler, string owner)
        : this(scheduler, (IGrainContext?)null) => Owner = owner;

    internal TurnQueue(ITurnScheduler scheduler, IGrainContext? context)
    {
        _scheduler = scheduler;
        _context = context;
    }

    /// <summary>The queue whose turn runs on this thread.</summary>
    public static TurnQueue? Running => _current;

    /// <summary>The name, or the identity of the grain.</summary>
    public string Owner => field ??= _context?.GrainId.ToString() ?? string.Empty;

    /// <summary>The silo that the activation belongs to, so that a scheduler can pause or kill it.</summary>
    public SiloAddress? Silo => _context?.Address.SiloAddress;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs one turn. Only for the scheduler that was given this queue.</summary>
    /// <returns>Whether there is another; if not, the queue is idle.</returns>
    public bool RunTurn() => RunTurns(1);

    /// <summary>Queues an action as a turn.</summary>
    public void Post(Action<object?> action, object? state) => Enqueue(new ActionTurn(action, state));

    void IThreadPoolWorkItem.Execute() => ThreadPoolTurnScheduler.RunSlice(this);

    internal void Enqueue(Turn turn)
    {
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            turn.Next = head;
            var seen = Interlocked.CompareExchange(ref _inbox, turn, head);
            if (ReferenceEquals(seen, head)) break;
            head = seen;
        }

        if (head is null) _scheduler.Schedule(this);
    }

    internal bool RunTurns(int limit)
    {
        var (queue, context) = (_current, RuntimeContext.Current);
        _current = this;
        RuntimeContext.Current = _context;
        try
        {
            _budget = limit;
            // Inside a task of this scheduler, so that what the turns await captures the scheduler.
            new Task(Pump, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
            return !TryRest();
        }
        finally
        {
            _current = queue;
            RuntimeContext.Current = context;
        }
    }

    internal void RunTask(Task task) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => Enqueue(new TaskTurn(task));

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(_current, this) && !taskWasPreviouslyQueued && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void RunBatch()
    {
        while (_budget > 0 && (_ready ??= Take()) is { } turn)
        {
            _budget--;
            _ready = turn.Next;
            turn.Next = null;
            // One request's async-local values must not leak into the next.
            ExecutionContext.Restore(Clean);
            turn.Run(this);
        }
    }

    private Turn? Take()
    {
        if (ReferenceEquals(Volatile.Read(ref _inbox), Busy)) return null;
        var newest = Interlocked.Exchange(ref _inbox, Busy);
        Turn? oldest = null;
        while (newest is not null && !ReferenceEquals(newest, Busy))
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }

        return oldest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRest() =>
        _ready is null && ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Busy), Busy);

    private static ExecutionContext CleanContext()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
