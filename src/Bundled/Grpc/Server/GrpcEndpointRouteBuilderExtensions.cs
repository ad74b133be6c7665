using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps every method of a service; its object is found or made for each call.</summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is no gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        var mapper = Mapper(builder, typeof(TService), Service<IOptions<GrpcServiceOptions<TService>>>);
        if (BindMethod.Find(typeof(TService)) is { } bind)
        {
            var activator = Service<ServiceActivator<TService>>(builder);
            var binder = new ServiceBinder<TService>(mapper, activator, bind.GetParameters()[1].ParameterType);
            bind.Invoke(null, [binder, null]);
        }

        return mapper.Complete();
    }

    /// <summary>Maps methods that bring their handlers along.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, ServerServiceDefinition serviceDefinition)
    {
        ArgumentNullException.ThrowIfNull(serviceDefinition);
        var mapper = Mapper(builder, typeof(ServerServiceDefinition), _ => Options.Create(new GrpcServiceOptions()));
        serviceDefinition.BindService(new DefinitionBinder(mapper));
        return mapper.Complete();
    }

    /// <inheritdoc cref="MapGrpcService(IEndpointRouteBuilder, ServerServiceDefinition)"/>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, Func<IServiceProvider, ServerServiceDefinition> mapDefinition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(mapDefinition);
        return builder.MapGrpcService(mapDefinition(builder.ServiceProvider));
    }

    private static ServiceMapper Mapper(
        IEndpointRouteBuilder builder,
        Type serviceType,
        Func<IEndpointRouteBuilder, IOptions<GrpcServiceOptions>> options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ServiceProvider.GetService<ServiceRegistry>() is null)
        {
            throw new InvalidOperationException(
                "The services of gRPC are not there. Call AddGrpc on the services at startup.");
        }

        return new ServiceMapper(builder, serviceType, options(builder).Value);
    }

    private static T Service<T>(IEndpointRouteBuilder builder)
        where T : notnull => builder.ServiceProvider.GetRequiredService<T>();
}
