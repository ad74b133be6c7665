using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Exchange.Silo.Health;

/// <summary>
/// The two questions of whoever runs the exchange: is the process alive (else start it anew), and is it ready (else
/// send it nobody). Answers are open to all and name no host, no user and no cause from below.
/// </summary>
internal static class HealthEndpoints
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void AddExchangeHealth(this WebApplicationBuilder builder, ExchangeHealth health)
    {
        // It would complain at every probe while the database is away; whoever probes knows.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton(health);
        builder.Services.AddHealthChecks()
            .AddCheck<SiloCheck>("silo").AddCheck<GroundCheck>(health.Ground);
    }

    public static void MapExchangeHealth(this IEndpointRouteBuilder endpoints)
    {
        // That there is an answer at all is what says it lives.
        endpoints.MapHealthChecks(Live, new HealthCheckOptions
        {
            Predicate = static _ => false,
            ResponseWriter = HealthText.Write,
        }).AllowAnonymous();
        endpoints.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = HealthText.Write })
            .AllowAnonymous();
    }
}
