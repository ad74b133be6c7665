using Microsoft.Extensions.Hosting;

namespace Orleans.Bundled.Silos;

/// <summary>
/// Starts and stops the silo with its host: before the services that were registered later, and after them.
/// </summary>
internal sealed class SiloService(Silo silo) : IHostedService
{
    // On the silo's own queue, so that a simulator's scheduler sees start and stop as turns like all others.
    public Task StartAsync(CancellationToken cancellationToken) => OnQueue(() => silo.StartAsync(cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => OnQueue(() => silo.StopAsync(cancellationToken));

    private Task OnQueue(Func<Task> function) => Task.Factory
        .StartNew(function, CancellationToken.None, TaskCreationOptions.DenyChildAttach, silo.SystemQueue).Unwrap();
}

/// <summary>What services learn about the silo.</summary>
internal sealed class LocalSiloDetails(
    Silo silo, Microsoft.Extensions.Options.IOptions<Orleans.Configuration.ClusterOptions> cluster)
    : Orleans.Runtime.ILocalSiloDetails
{
    public string Name => silo.Name;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName => System.Net.Dns.GetHostName();

    public Orleans.Runtime.SiloAddress SiloAddress => silo.Address;

    public Orleans.Runtime.SiloAddress GatewayAddress => silo.Address;
}
