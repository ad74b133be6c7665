using Microsoft.Extensions.Logging;
using Orleans.Bundled.Calls;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Silos;
using Orleans.Runtime;

namespace Orleans.Bundled.Observers;

/// <summary>A plain object that grains call: one call after the other, in the order of their arrival.</summary>
internal sealed class ObserverTarget : CallTarget
{
    /// <summary>The grain type of all observers.</summary>
    public static readonly GrainType Type = GrainType.Create("sys.observer");

    private readonly Silo _silo;
    private readonly GrainId _id;
    private readonly WeakReference<object?> _observer;
    private CallList _waiting;
    private bool _isRunning;
    private volatile bool _isGone;

    /// <param name="observer">Null: there is none, or none any more.</param>
    public ObserverTarget(Silo silo, GrainId id, object? observer)
    {
        _silo = silo;
        _id = id;
        // Weak, as in Orleans: whoever made the reference keeps the object alive as long as it wants calls.
        _observer = new WeakReference<object?>(observer);
        Queue = new TurnQueue(silo.Scheduler, id.ToString());
    }

    public override bool IsGone => _isGone;

    public bool Is(object candidate) =>
        _observer.TryGetTarget(out var observer) && ReferenceEquals(observer, candidate);

    public void Delete() => _isGone = true;

    public override void Process(Call call)
    {
        if (_isRunning && !call.IsAlwaysInterleave) _waiting.Append(call);
        else Begin(call);
    }

    public override void Complete(Call call)
    {
        if (call.Failure is { } failure && call.IsOneWay)
        {
            _silo.Log.LogWarning(failure, "Observer {Observer} failed in {Method}", _id, call.Method);
        }

        if (call.IsAlwaysInterleave) return;
        _isRunning = false;
        if (!_waiting.IsEmpty) Queue.Post(static state => ((ObserverTarget)state!).Continue(), this);
    }

    public override object? Component(Type type) => null;

    private void Continue()
    {
        if (_isRunning || _waiting.First is not { } call) return;
        _waiting.Remove(call, null);
        Begin(call);
    }

    private void Begin(Call call)
    {
        if (_isGone || !_observer.TryGetTarget(out var observer))
        {
            // Nobody is there: as in Orleans, the message is lost and a caller that waits runs into its timeout.
            _silo.Log.LogWarning("Observer {Observer} is gone; {Method} is dropped", _id, call.Method);
            _silo.Observers.Remove(_id);
            _isGone = true;
            Queue.Post(static state => ((ObserverTarget)state!).Continue(), this);
            return;
        }

        if (!call.IsAlwaysInterleave) _isRunning = true;
        if (call.Context is { } values) RequestContext.Snapshot = values;
        call.Start(observer);
    }
}
