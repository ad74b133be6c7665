using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Maps the methods of one service to endpoints, and what it does not know to UNIMPLEMENTED.</summary>
internal sealed class ServiceMapper
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly Type _serviceType;
    private readonly MethodOptions _options;
    private readonly ILogger _logger;
    private readonly bool _ignoresUnknownServices;
    private readonly bool _ignoresUnknownMethods;
    private readonly List<IEndpointConventionBuilder> _endpoints = [];
    private readonly HashSet<string> _serviceNames = new(StringComparer.Ordinal);

    public ServiceMapper(IEndpointRouteBuilder routes, Type serviceType, GrpcServiceOptions serviceOptions)
    {
        var all = routes.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        _routes = routes;
        _serviceType = serviceType;
        _options = new MethodOptions(all, serviceOptions);
        _ignoresUnknownServices = all.IgnoreUnknownServices ?? false;
        _ignoresUnknownMethods = serviceOptions.IgnoreUnknownServices ?? _ignoresUnknownServices;
        _logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(ServerLog.Category);
    }

    public void Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method, object[] metadata, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => Map(method, metadata, new UnaryCallHandler<TRequest, TResponse>(
            method, _options.Interceptors.Around(handler), _options, _logger).HandleAsync);

    public void Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method, object[] metadata, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => Map(method, metadata, new ServerStreamingCallHandler<TRequest, TResponse>(
            method, _options.Interceptors.Around(handler), _options, _logger).HandleAsync);

    public void Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method, object[] metadata, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => Map(method, metadata, new ClientStreamingCallHandler<TRequest, TResponse>(
            method, _options.Interceptors.Around(handler), _options, _logger).HandleAsync);

    public void Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method, object[] metadata, DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => Map(method, metadata, new DuplexStreamingCallHandler<TRequest, TResponse>(
            method, _options.Interceptors.Around(handler), _options, _logger).HandleAsync);

    /// <summary>Adds the endpoints for the unknown and hands out the whole.</summary>
    public GrpcServiceEndpointConventionBuilder Complete()
    {
        if (_serviceNames.Count == 0)
            ServerLog.NoMethods(_logger, _serviceType);
        var registry = _routes.ServiceProvider.GetRequiredService<ServiceRegistry>();
        if (registry.IsEmpty && !_ignoresUnknownServices)
            MapUnknown("{unimplementedService}", "service", "Service is unimplemented.");
        foreach (var name in _serviceNames)
        {
            if (registry.Add(name) && !_ignoresUnknownMethods)
                MapUnknown(name, $"method for {name}", "Method is unimplemented.");
        }

        return new GrpcServiceEndpointConventionBuilder(_endpoints);
    }

    private void Map(IMethod method, object[] metadata, RequestDelegate serve)
    {
        _serviceNames.Add(method.ServiceName);
        var endpoint = _routes.Map(method.FullName, serve);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(_serviceType, method));
            foreach (var item in metadata)
                builder.Metadata.Add(item);
            builder.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true));
        });
        _endpoints.Add(endpoint);
    }

    private void MapUnknown(string service, string what, string why)
    {
        var endpoint = _routes.Map(
            $"{service}/{{unimplementedMethod:{GrpcCallConstraint.Name}}}",
            http => ResponseMetadata.RefuseUnimplementedAsync(http.Response, why));
        endpoint.Add(builder => builder.DisplayName = $"gRPC - Unimplemented {what}");
        _endpoints.Add(endpoint);
    }
}
