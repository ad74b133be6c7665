using Orleans.Bundled.Scheduling;

namespace Orleans.Bundled.Calls;

/// <summary>Something that receives calls in turns: an activation or an observer.</summary>
internal abstract class CallTarget
{
    /// <summary>The turns.</summary>
    public TurnQueue Queue { get; protected init; } = null!;

    /// <summary>Whether it takes no more calls, so that a cached one must be looked up again.</summary>
    public abstract bool IsGone { get; }

    /// <summary>Takes a call, on any thread.</summary>
    public void Receive(Call call)
    {
        call.Target = this;
        Queue.Enqueue(call);
    }

    /// <summary>The call's turn has come.</summary>
    public abstract void Process(Call call);

    /// <summary>The call has ended; in a turn.</summary>
    public abstract void Complete(Call call);

    /// <summary>An object attached to the target.</summary>
    public abstract object? Component(Type type);
}
