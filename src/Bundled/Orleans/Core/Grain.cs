using Orleans.Bundled.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base class of grains.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation _activation;

    /// <summary>Called by the runtime alone, in the first turn of an activation.</summary>
    /// <exception cref="InvalidOperationException">Called anywhere else.</exception>
    protected Grain()
        : this(RuntimeContext.Current!)
    {
    }

    /// <summary>Takes the activation.</summary>
    protected Grain(IGrainContext grainContext) => _activation = grainContext as Activation
        ?? throw new InvalidOperationException(
            "A grain is made by the runtime; get a reference from an IGrainFactory.");

    /// <summary>The activation.</summary>
    public IGrainContext GrainContext => _activation;

    /// <summary>A reference to this grain, to hand to others instead of <c>this</c>.</summary>
    public GrainReference GrainReference => _activation.GrainReference;

    /// <summary>The identity as text.</summary>
    public string IdentityString => _activation.GrainId.ToString();

    /// <summary>The silo as text.</summary>
    public string RuntimeIdentity => _activation.Silo.Address.ToString();

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => _activation.Silo.Factory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => _activation.ActivationServices;

    /// <summary>Called before the first request; a fault here fails the requests that wait.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the last request; not called when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation once the requests that run are finished.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>
    /// Keeps the activation for at least this long, however idle; a negative span takes back an earlier call.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => _activation.DelayDeactivation(timeSpan);
}
