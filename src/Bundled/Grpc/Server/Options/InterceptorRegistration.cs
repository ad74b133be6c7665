using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor type and the arguments that the container does not know.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private readonly Lazy<ObjectFactory> _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments.Contains(null))
            throw new ArgumentException("An argument of an interceptor may not be null.", nameof(arguments));
        Type = type;
        _arguments = arguments;
        _factory = new(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(a => a.GetType())]));
    }

    public Type Type { get; }

    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>
    /// The container's own instance, if it has one and no arguments are given; else a new one for the call.
    /// </summary>
    internal Lease<Interceptor> Create(IServiceProvider services)
    {
        if (_arguments.Length == 0 && services.GetService(Type) is Interceptor shared)
            return new(shared, owned: false);
        return new((Interceptor)_factory.Value(services, _arguments), owned: true);
    }
}
