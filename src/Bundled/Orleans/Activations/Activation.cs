using Microsoft.Extensions.DependencyInjection;
using Orleans.Bundled.Calls;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Silos;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Bundled.Activations;

/// <summary>One activation of a grain: its turns, the requests that run or wait, and its stage of life.</summary>
/// <remarks>
/// Except where noted, members are used in the activation's own turns, which is why there are no locks.
/// </remarks>
internal sealed partial class Activation : CallTarget, IGrainContext, IWorkItemScheduler
{
    private CallList _waiting;
    private Call? _blocking;
    private int _running;
    private Phase _phase;
    private volatile bool _isGone;
    private GrainLifecycle? _lifecycle;
    private AsyncServiceScope? _scope;
    private Dictionary<Type, object>? _components;
    private Dictionary<Guid, int>? _sections;

    public Activation(Silo silo, GrainClass grainClass, GrainId id)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = id;
        Queue = new TurnQueue(silo.Scheduler, this);
    }

    private enum Phase
    {
        Created,
        Activating,
        Valid,
        Deactivating,
        Gone,
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public ActivationId ActivationId { get; } = ActivationId.NewId();

    public GrainReference GrainReference =>
        field ??= (GrainReference)Silo.Factory.Refer(Class.PrimaryInterface, GrainId);

    public GrainAddress Address => new()
    {
        GrainId = GrainId,
        ActivationId = ActivationId,
        SiloAddress = Silo.Address,
    };

    public IServiceProvider ActivationServices
    {
        get
        {
            // Made when somebody asks: most grains need nothing of their own, and there may be a million.
            _scope ??= Silo.Services.CreateAsyncScope();
            return _scope.Value.ServiceProvider;
        }
    }

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new GrainLifecycle();

    public IWorkItemScheduler Scheduler => this;

    public override bool IsGone => _isGone;

    /// <summary>A call's turn has come: run it, or let it wait.</summary>
    public override void Process(Call call)
    {
        switch (_phase)
        {
            case Phase.Valid:
                Admit(call);
                break;
            case Phase.Created:
                Wait(call);
                _phase = Phase.Activating;
                _ = ActivateAsync(call);
                break;
            case Phase.Deactivating when call.IsLocal:
                Admit(call);
                break;
            case Phase.Gone:
                Messaging.Postmaster.Forward(call);
                break;
            default:
                Wait(call);
                break;
        }
    }

    /// <summary>A request has ended.</summary>
    public override void Complete(Call call)
    {
        _running--;
        if (ReferenceEquals(_blocking, call)) _blocking = null;
        if (call.IsKeepAlive) IsTouched = true;
        if (call.Failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            // What this activation believes is out of date; the next one reads the truth.
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, stale.Message));
        }

        if (_phase == Phase.Deactivating)
        {
            if (_running == 0) Queue.Post(static state => ((Activation)state!).FinishWhenIdle(), this);
        }
        else if (!_waiting.IsEmpty)
        {
            Drain();
        }
    }

    public override object? Component(Type type) => GetComponent(type);

    public object? GetComponent(Type componentType)
    {
        ArgumentNullException.ThrowIfNull(componentType);
        if (componentType.IsInstanceOfType(GrainInstance)) return GrainInstance;
        if (componentType.IsInstanceOfType(this)) return this;
        return _components?.GetValueOrDefault(componentType);
    }

    public object? GetTarget() => GrainInstance;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        _components ??= [];
        if (value is null) _components.Remove(typeof(TComponent));
        else _components[typeof(TComponent)] = value;
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void QueueAction(Action action) => Queue.Post(static state => ((Action)state!)(), action);

    public void QueueAction(Action<object> action, object state) => Queue.Post(action!, state);

    public void QueueTask(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Start(Queue);
    }

    public override string ToString() => $"{GrainId} in {Silo.Name}";

    internal void EnterSection(Guid id)
    {
        _sections ??= [];
        _sections[id] = _sections.GetValueOrDefault(id) + 1;
    }

    internal void LeaveSection(Guid id)
    {
        if (_sections is null || !_sections.TryGetValue(id, out var depth)) return;
        if (depth > 1) _sections[id] = depth - 1;
        else _sections.Remove(id);
    }
}
