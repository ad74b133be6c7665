using Exchange.Grains;
using Exchange.Simulator.Runs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Exchange.Simulator.Mutations;

/// <summary>A fault in the grain storage as a silo sees it.</summary>
internal sealed class StorageMutation(
    string name, string description, Func<IGrainStorage, IGrainStorage> wrap) : Mutation
{
    public override string Name => name;

    public override string Description => description;

    public override void Change(IServiceCollection services)
    {
        var storage = services.Last(service => service.ServiceType == typeof(IGrainStorage)
            && GrainStorage.Name.Equals(service.ServiceKey));
        services.AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, (provider, key) =>
            wrap((IGrainStorage)storage.KeyedImplementationFactory!(provider, key)));
    }
}

/// <summary>Hands everything on; a mutation overrides what it breaks.</summary>
internal abstract class BrokenStorage(IGrainStorage inner) : IGrainStorage
{
    protected IGrainStorage Inner => inner;

    public virtual Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ReadStateAsync(stateName, grainId, grainState);

    public virtual Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);
}
