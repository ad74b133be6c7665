using Orleans.Bundled.Messaging;
using Orleans.Bundled.Observers;
using Orleans.Bundled.Silos;
using Orleans.Runtime;

namespace Orleans.Bundled.Calls;

/// <summary>What a generated reference is made from.</summary>
/// <param name="Silo">The silo that it was made in.</param>
/// <param name="GrainId">The grain.</param>
public readonly record struct ReferenceSeed(Silo Silo, GrainId GrainId);

/// <summary>The base class of generated references: it sends calls.</summary>
public abstract class Reference : GrainReference
{
    // The activation that answered last; looked up again once it is gone.
    private CallTarget? _target;

    /// <summary>For generated code.</summary>
    /// <param name="seed">Where and to whom.</param>
    /// <param name="interfaceType">The interface.</param>
    protected Reference(ReferenceSeed seed, Type interfaceType)
        : base(seed.GrainId, GrainInterfaceType.Create(Required(interfaceType).FullName!)) => Silo = seed.Silo;

    internal Silo Silo { get; }

    internal bool IsObserver => GrainId.Type == ObserverTarget.Type;

    internal CallTarget Locate(Silo silo)
    {
        if (_target is { IsGone: false } target && ReferenceEquals(silo, Silo)) return target;
        var found = silo.Find(this);
        if (ReferenceEquals(silo, Silo)) _target = found;
        return found;
    }

    /// <summary>Sends a call and gives its answer.</summary>
    protected Task<T> Send<T>(Call<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var silo = Postmaster.Address(this, call);
        return silo.OutgoingFilters.Length == 0 ? Postmaster.Request(call) : OutgoingCall.Run(silo, this, call);
    }

    /// <summary>Sends a call that nobody waits for.</summary>
    protected void Post<T>(Call<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var silo = Postmaster.Address(this, call);
        if (silo.OutgoingFilters.Length == 0) Postmaster.Post(call);
        else _ = OutgoingCall.Run(silo, this, call);
    }

    /// <summary>
    /// An argument that is callable must be a reference: an object of one activation is not for another.
    /// </summary>
    /// <exception cref="ArgumentException">It is a grain or a plain object.</exception>
    protected static T Callable<T>(T argument, string name) => argument is null or GrainReference
        ? argument
        : throw new ArgumentException(
            $"{argument.GetType()} is not a reference:"
            + $" pass this.AsReference<{typeof(T).Name}>() or an object reference.",
            name);

    private static Type Required(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type;
    }
}
