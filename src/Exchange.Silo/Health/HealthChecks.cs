using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Exchange.Silo.Health;

/// <summary>Whether the process itself takes orders: not before it has started, nor once it was told to stop.</summary>
internal sealed class SiloCheck(ExchangeHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(health.SiloTrouble is { } trouble
            ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy());
}

/// <summary>Whether what it stands on answers: the ledger's database, or, of a gateway, the cluster.</summary>
internal sealed class GroundCheck(ExchangeHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await health.GroundTrouble() is { } trouble
            ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}
