using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Exchange.Silo.Health;

/// <summary>Whether the silo itself takes orders: not before it has started, nor once it was told to stop.</summary>
internal sealed class SiloCheck(ExchangeHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(health.SiloTrouble is { } trouble
            ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy());
}

/// <summary>Whether the ledger's database answers.</summary>
internal sealed class LedgerCheck(ExchangeHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await health.LedgerTrouble() is { } trouble
            ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}
