using Orleans.Bundled.Calls;
using Orleans.Runtime;

namespace Orleans.Bundled.Silos;

/// <summary>Makes references.</summary>
internal sealed class GrainFactory(Silo silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Get<TGrainInterface>(TextKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        Get<TGrainInterface>(
            GrainIdKeyExtensions.CreateGuidKey(primaryKey, Required(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        Get<TGrainInterface>(
            GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Required(keyExtension)), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        Get(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        Get(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        Get(grainInterfaceType, TextKey(grainPrimaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
            ReferenceRegistry.Create<TGrainInterface>(new ReferenceSeed(silo, grainId));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
            throw new ArgumentException("Argument obj is already a grain reference.", nameof(obj));
        if (obj is IGrainBase) throw new ArgumentException("Argument must not be a grain class.", nameof(obj));
        if (RuntimeContext.Current is not null)
        {
            throw new InvalidOperationException("Cannot create a local object reference from a grain.");
        }

        return GetGrain<TGrainObserverInterface>(silo.Observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not Reference { IsObserver: true } reference)
        {
            throw new ArgumentException("Argument is not a reference made by CreateObjectReference.", nameof(obj));
        }

        reference.Silo.Observers.Remove(reference.GrainId);
    }

    /// <summary>A reference to a known grain by any of its interfaces.</summary>
    public object Refer(Type interfaceType, GrainId id) =>
        ReferenceRegistry.Create(interfaceType, new ReferenceSeed(silo, id));

    private static IdSpan TextKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private static string Required(string keyExtension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return keyExtension;
    }

    private TGrainInterface Get<TGrainInterface>(IdSpan key, string? prefix)
    {
        var name = silo.Classes.Of(typeof(TGrainInterface), prefix).Name;
        return ReferenceRegistry.Create<TGrainInterface>(new ReferenceSeed(silo, new GrainId(name, key)));
    }

    private IGrain Get(Type interfaceType, IdSpan key) =>
        (IGrain)Refer(interfaceType, new GrainId(silo.Classes.Of(interfaceType, null).Name, key));
}
