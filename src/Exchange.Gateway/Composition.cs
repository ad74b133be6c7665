using Exchange.Gateway.Callers;
using Exchange.Gateway.Calls;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Services;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Exchange.Gateway;

/// <summary>Puts the gateway into a host that has an <c>IClusterClient</c>.</summary>
public static class Composition
{
    /// <summary>
    /// Adds what the gateway needs. Endpoints of the host besides gRPC are closed to all without a token unless they
    /// say <c>AllowAnonymous</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options make no sense; the message says why.</exception>
    public static IServiceCollection AddExchangeGateway(this IServiceCollection services, GatewayOptions options)
    {
        options.AssertValid();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<CallerMemory>();
        services.AddSingleton<Gate>();
        services.AddSingleton<Faults>();
        services.AddSingleton<CallInterceptor>();
        services.AddSingleton<NavHub>();

        // Services keep nothing of a call, so one of each serves all.
        services.AddSingleton<MarketData>();
        services.AddSingleton<Trading>();
        services.AddSingleton<Wallets>();
        services.AddSingleton<Operations>();
        services.AddHostedService<NavRenewal>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider>((bearer, time) => BearerTokens.Configure(bearer, options, time));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<CallInterceptor>();
            grpc.MaxReceiveMessageSize = options.MessageLengthMaxBytes;
            grpc.EnableDetailedErrors = false;
        });

        // The limit on a message is one on what is sent: a few kilobytes may unpack to gigabytes, before anybody has
        // looked at who sends them. Messages here are small, so none is taken packed.
        services.PostConfigure<GrpcServiceOptions>(static grpc => grpc.CompressionProviders.Clear());
        return services;
    }

    /// <summary>Maps the four services.</summary>
    public static IEndpointRouteBuilder MapExchangeGateway(this IEndpointRouteBuilder endpoints)
    {
        // The gate inside gRPC decides about these, so that a refusal is a status and not a bare 401; so they need
        // nothing of what the host has between routing and its other endpoints.
        endpoints.MapGrpcService<MarketData>().AllowAnonymous().ShortCircuit();
        endpoints.MapGrpcService<Trading>().AllowAnonymous().ShortCircuit();
        endpoints.MapGrpcService<Wallets>().AllowAnonymous().ShortCircuit();
        endpoints.MapGrpcService<Operations>().AllowAnonymous().ShortCircuit();
        return endpoints;
    }
}
