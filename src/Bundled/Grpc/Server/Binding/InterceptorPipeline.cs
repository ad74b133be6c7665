using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Puts interceptors around handlers; each is found or made for every call.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IReadOnlyList<InterceptorRegistration> interceptors, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Wrap(handler, static (registration, next) => async (request, context) =>
        {
            await using var lease = registration.Create(context.GetHttpContext().RequestServices);
            return await lease.Instance.UnaryServerHandler(request, context, next);
        });

    public static ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IReadOnlyList<InterceptorRegistration> interceptors,
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Wrap(handler, static (registration, next) => async (
            request, responses, context) =>
        {
            await using var lease = registration.Create(context.GetHttpContext().RequestServices);
            await lease.Instance.ServerStreamingServerHandler(request, responses, context, next);
        });

    public static ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IReadOnlyList<InterceptorRegistration> interceptors,
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Wrap(handler, static (registration, next) => async (
            requests, context) =>
        {
            await using var lease = registration.Create(context.GetHttpContext().RequestServices);
            return await lease.Instance.ClientStreamingServerHandler(requests, context, next);
        });

    public static DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IReadOnlyList<InterceptorRegistration> interceptors,
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => interceptors.Wrap(handler, static (registration, next) => async (
            requests, responses, context) =>
        {
            await using var lease = registration.Create(context.GetHttpContext().RequestServices);
            await lease.Instance.DuplexStreamingServerHandler(requests, responses, context, next);
        });

    /// <summary>The first interceptor ends up outermost.</summary>
    private static T Wrap<T>(
        this IReadOnlyList<InterceptorRegistration> interceptors,
        T handler,
        Func<InterceptorRegistration, T, T> wrap) =>
        interceptors.Reverse().Aggregate(handler, (next, registration) => wrap(registration, next));
}
