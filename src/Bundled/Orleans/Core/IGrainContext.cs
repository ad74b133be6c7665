using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the runtime sees it.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The object, once it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The identity of the activation.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where the grain is active.</summary>
    GrainAddress Address { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>The stages of the activation's life.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Queues turns on the activation.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Attaches an object to the activation.</summary>
    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    /// <summary>
    /// Starts the end of the activation: requests that run are finished, later ones get a new activation.
    /// </summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Gives the current activation.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation whose turn it is.</summary>
    IGrainContext GrainContext { get; }
}

/// <summary>Queues turns on an activation.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Queues an action as a turn.</summary>
    void QueueAction(Action action);

    /// <summary>Queues an action as a turn.</summary>
    void QueueAction(Action<object> action, object state);

    /// <summary>Queues a task that has not been started.</summary>
    void QueueTask(Task task);
}

/// <summary>The stages of an activation's life.</summary>
public interface IGrainLifecycle : ILifecycleObservable;

/// <summary>The numbers of those stages.</summary>
public static class GrainLifecycleStage
{
    /// <summary>Before all others.</summary>
    public const int First = int.MinValue;

    /// <summary>State is read.</summary>
    public const int SetupState = 1_000;

    /// <summary>The grain is told.</summary>
    public const int Activate = SetupState + 1_000;

    /// <summary>After all others.</summary>
    public const int Last = int.MaxValue;
}
