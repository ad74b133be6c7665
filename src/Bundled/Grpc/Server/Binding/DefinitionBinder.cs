using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Maps methods that bring their handlers along.</summary>
internal sealed class DefinitionBinder(ServiceMapper mapper) : ServiceBinderBase
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        mapper.Add(method, [], Required(handler));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        mapper.Add(method, [], Required(handler));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        mapper.Add(method, [], Required(handler));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
        mapper.Add(method, [], Required(handler));

    private static T Required<T>(T? handler)
        where T : Delegate
    {
        ArgumentNullException.ThrowIfNull(handler);
        return handler;
    }
}
