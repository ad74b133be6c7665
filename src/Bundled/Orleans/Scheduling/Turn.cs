namespace Orleans.Bundled.Scheduling;

/// <summary>A piece of work that runs on its queue without interruption; a link of the queue's list.</summary>
public abstract class Turn
{
    internal Turn? Next { get; set; }

    internal abstract void Run(TurnQueue queue);
}

/// <summary>A continuation.</summary>
internal sealed class TaskTurn(Task task) : Turn
{
    public Task Task { get; } = task;

    internal override void Run(TurnQueue queue) => queue.RunTask(Task);
}

/// <summary>An action.</summary>
internal sealed class ActionTurn(Action<object?> action, object? state) : Turn
{
    internal override void Run(TurnQueue queue) => action(state);
}
