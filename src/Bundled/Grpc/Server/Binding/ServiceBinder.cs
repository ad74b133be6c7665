using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Told the methods of a service, maps each to the override of the service's own class.</summary>
/// <param name="mapper">Where they are mapped.</param>
/// <param name="activator">Where the service's objects come from.</param>
/// <param name="baseType">The class that declares the methods.</param>
internal sealed class ServiceBinder<TService>(ServiceMapper mapper, ServiceActivator<TService> activator, Type baseType)
    : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method.Name, typeof(TRequest), typeof(ServerCallContext));
        var invoke = found.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        mapper.Add(method, Attributes(found), async (TRequest request, ServerCallContext context) =>
        {
            await using var lease = Lease(context);
            return await invoke(lease.Instance, request, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(
            method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = found
            .CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        mapper.Add(method, Attributes(found), async (request, responses, context) =>
        {
            await using var lease = Lease(context);
            await invoke(lease.Instance, request, responses, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = found
            .CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        mapper.Add(method, Attributes(found), async (
            IAsyncStreamReader<TRequest> requests, ServerCallContext context) =>
        {
            await using var lease = Lease(context);
            return await invoke(lease.Instance, requests, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(
            method.Name,
            typeof(IAsyncStreamReader<TRequest>),
            typeof(IServerStreamWriter<TResponse>),
            typeof(ServerCallContext));
        var invoke = found.CreateDelegate<Func<
            TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        mapper.Add(method, Attributes(found), async (requests, responses, context) =>
        {
            await using var lease = Lease(context);
            await invoke(lease.Instance, requests, responses, context);
        });
    }

    /// <summary>The attributes of the class before those of the method: of two alike, the later counts.</summary>
    private static object[] Attributes(MethodInfo method) =>
        [.. typeof(TService).GetCustomAttributes(inherit: true), .. method.GetCustomAttributes(inherit: true)];

    private Lease<TService> Lease(ServerCallContext context) =>
        activator.Create(context.GetHttpContext().RequestServices);

    /// <summary>The most derived override; a method that only hides the base's is passed over.</summary>
    private MethodInfo Find(string name, params Type[] parameters)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            var found = type.GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters);
            if (found is null)
                break;
            if (found.IsVirtual && found.GetBaseDefinition().DeclaringType == baseType)
                return found;
        }

        throw new InvalidOperationException($"Could not find '{name}' on {typeof(TService)}.");
    }
}
