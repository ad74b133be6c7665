using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Silos;
using Orleans.Bundled.Storage;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Bundled.Hosting;

/// <summary>The services of a silo. What a simulator registered before is kept.</summary>
internal static class SiloServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder> configure)
    {
        if (!services.Any(service => service.ServiceType == typeof(Silo))) AddSilo(services);
        configure(new SiloBuilder(services, configuration));
    }

    private static void AddSilo(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<ITurnScheduler, ThreadPoolTurnScheduler>();
        services.TryAddSingleton(TimeProvider.System);
        // Any clock that is asked for by name and not registered is the one without a name.
        services.TryAddKeyedSingleton(
            KeyedService.AnyKey, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<Silo>();
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        services.AddSingleton<IHostedService, SiloService>();
    }

    private sealed class GrainContextAccessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => RuntimeContext.Current!;
    }
}
