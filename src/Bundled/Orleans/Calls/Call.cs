using System.Collections.Immutable;
using System.Reflection;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Silos;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Bundled.Calls;

/// <summary>
/// A call on its way: message, queue link and pending request in one object, so that a call costs few allocations.
/// The generator derives one class per method, with the arguments as fields.
/// </summary>
/// <param name="method">The method.</param>
public abstract class Call(CallMethod method) : Turn, IInvokable
{
    /// <summary>The method.</summary>
    public CallMethod Method { get; } = method;

    /// <inheritdoc/>
    public virtual bool IsCancellable => false;

    internal CallTarget? Target { get; set; }

    internal Reference? To { get; set; }

    internal Silo? From { get; set; }

    internal IGrainContext? Source { get; set; }

    internal ImmutableDictionary<string, object>? Context { get; set; }

    internal CallCancellation? Cancellation { get; set; }

    internal PendingLink? Pending { get; set; }

    // A copy of a message that a courier delivered twice; its answer is one too many and is ignored.
    internal int Hops { get; set; }

    internal Exception? Failure { get; set; }

    internal Call? NextWaiting { get; set; }

    /// <summary>Whether nobody waits any more: answered, timed out or cancelled.</summary>
    internal abstract bool IsSettled { get; }

    // Timer ticks belong to their activation and never move to another.
    internal virtual bool IsLocal => false;

    internal virtual bool IsKeepAlive => true;

    internal bool IsOneWay => (Method.Options & CallOptions.OneWay) != 0;

    internal bool IsReadOnly => (Method.Options & CallOptions.ReadOnly) != 0;

    internal virtual bool IsAlwaysInterleave => (Method.Options & CallOptions.AlwaysInterleave) != 0;

    /// <inheritdoc/>
    public object? GetTarget() => Target is Activations.Activation { GrainInstance: var instance } ? instance : null;

    /// <inheritdoc/>
    public void SetTarget(ITargetHolder holder)
    {
    }

    /// <inheritdoc/>
    public abstract ValueTask<Response> Invoke();

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public string GetMethodName() => Method.Name;

    /// <inheritdoc/>
    public string GetInterfaceName() => Method.InterfaceType.FullName!;

    /// <inheritdoc/>
    public string GetActivityName() => Method.ToString();

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method.Info;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Method.InterfaceType;

    /// <inheritdoc/>
    public TimeSpan? GetDefaultResponseTimeout() => Method.Timeout;

    /// <inheritdoc/>
    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    /// <inheritdoc/>
    public bool TryCancel() => Cancellation?.Cancel() ?? false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} on {To?.GrainId}";

    internal override void Run(TurnQueue queue) => Target!.Process(this);

    /// <summary>Replaces the caller's token by the one that the grain sees.</summary>
    public virtual void ReplaceToken(CancellationToken token)
    {
    }

    /// <summary>Makes the call, in a turn of the target; ends in <see cref="Finish"/>.</summary>
    internal abstract void Start(object instance);

    /// <summary>Takes the outcome that filters left.</summary>
    internal abstract void Take(Response response);

    /// <summary>Tells the caller.</summary>
    internal abstract void Settle();

    /// <summary>The same message once more.</summary>
    internal Call Copy()
    {
        var copy = (Call)MemberwiseClone();
        (copy.Next, copy.NextWaiting, copy.Target) = (null, null, null);
        return copy;
    }

    /// <summary>The method has ended; in a turn of the target.</summary>
    internal void Finish()
    {
        Target!.Complete(this);
        Finished();
    }

    /// <summary>What follows when the method has ended: the caller is told.</summary>
    internal virtual void Finished()
    {
        if (!IsOneWay) Postmaster.Answer(this);
    }

    /// <summary>Tells the caller of a failure.</summary>
    internal void Fail(Exception exception)
    {
        Failure = exception;
        Settle();
    }

    /// <summary>For generated code that has something to let go of; there is none.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
