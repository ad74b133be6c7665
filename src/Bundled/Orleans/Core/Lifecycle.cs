namespace Orleans;

/// <summary>Something that starts and stops in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage.</summary>
    /// <returns>Ends the subscription.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>Takes part in a stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>The stage begins.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>The stage ends.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>Is asked to subscribe before the first stage.</summary>
/// <typeparam name="TLifecycleObservable">Whose life.</typeparam>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes.</summary>
    void Participate(TLifecycleObservable lifecycle);
}

/// <summary>Shorter ways to subscribe.</summary>
public static class LifecycleExtensions
{
    /// <summary>Takes part in a stage with two functions.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.Subscribe(observerName, stage, new Functions(onStart, onStop));
    }

    /// <summary>Takes part in the start of a stage.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(observerName, stage, onStart, null);

    /// <summary>Takes part in a stage under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task> onStop) =>
        observable.Subscribe(typeof(TObserver).FullName ?? typeof(TObserver).Name, stage, onStart, onStop);

    private sealed class Functions(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop)
        : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken) => onStart(cancellationToken);

        public Task OnStop(CancellationToken cancellationToken) =>
            onStop?.Invoke(cancellationToken) ?? Task.CompletedTask;
    }
}

/// <summary>
/// The numbers of a silo's stages; a later stage starts after all earlier ones and stops before them.
/// </summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before all others.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime is made.</summary>
    public const int RuntimeInitialize = 2_000;

    /// <summary>The runtime's services.</summary>
    public const int RuntimeServices = 4_000;

    /// <summary>The runtime's own storage.</summary>
    public const int RuntimeStorageServices = 6_000;

    /// <summary>The runtime's grain services, such as reminders.</summary>
    public const int RuntimeGrainServices = 8_000;

    /// <summary>After those.</summary>
    public const int AfterRuntimeGrainServices = 8_100;

    /// <summary>Storage providers and other services of the application.</summary>
    public const int ApplicationServices = 10_000;

    /// <summary>Activations are ended when this stage stops.</summary>
    public const int GrainDeactivation = Active - 2;

    /// <summary>The silo joins.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo takes requests.</summary>
    public const int Active = 20_000;

    /// <summary>After all others.</summary>
    public const int Last = int.MaxValue;
}
