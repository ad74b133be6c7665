using System.Reflection;
using Exchange.Gateway;
using Exchange.Grains;
using Exchange.Ledger;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Exchange.Silo.Health;

/// <summary>
/// What is measured, for Prometheus to fetch from the health port. Instruments are where things happen; without that
/// port nobody listens to them.
/// </summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    private const string Orleans = "Microsoft.Orleans";
    private const string Runtime = "System.Runtime";

    // Orleans measures far more, most of it at every message; this is what says how a cluster is filled.
    private static readonly string[] OfOrleans = ["orleans-catalog-activations"];

    public static void AddExchangeMetrics(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService(
                "exchange", serviceVersion: Version, autoGenerateServiceInstanceId: false))
            .WithMetrics(static metrics => metrics
                .AddMeter(GatewayMetrics.MeterName, GrainMetrics.MeterName, LedgerMetrics.MeterName, Orleans, Runtime)
                .AddView(static instrument => instrument.Meter.Name == Orleans && !OfOrleans.Contains(instrument.Name)
                    ? MetricStreamConfiguration.Drop : null)
                .AddPrometheusExporter());

    public static void MapExchangeMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);

    // That of the build, so that a rolling upgrade can be watched.
    private static string Version =>
        typeof(MetricsEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
