using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Gets the service object for each call: from the container if it is registered there, else a new one.
/// </summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Lazy<ObjectFactory<TService>> _factory = new(() => ActivatorUtilities.CreateFactory<TService>([]));

    public Lease<TService> Create(IServiceProvider services) => services.GetService<TService>() is { } shared
        ? new(shared, owned: false)
        : new(_factory.Value(services, []), owned: true);
}
