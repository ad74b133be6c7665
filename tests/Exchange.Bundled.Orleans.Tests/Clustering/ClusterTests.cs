using System.Net;
using Exchange.Bundled.Orleans.Tests.Support;
using Exchange.Ledger.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Exchange.Bundled.Orleans.Tests.Clustering;

/// <summary>Silos that find each other through the tables.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterTests(PostgresFixture server)
{
    [Fact(Timeout = 60_000)]
    public async Task Two_silos_become_one_cluster_and_one_that_leaves_is_known_to_be_gone()
    {
        using var database = server.MakeDatabase();
        using var first = await StartAsync(database);
        using var second = await StartAsync(database);
        var management = first.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(onlyActive: true)).Count);
        await second.StopAsync();
        Assert.Single(await management.GetHosts(onlyActive: true));
        Assert.Equal(2, (await management.GetHosts(onlyActive: false)).Count);
        await first.StopAsync();
    }

    private static async Task<IHost> StartAsync(TestDatabase database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next());
            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
            {
                options.Invariant = database.Invariant;
                options.ConnectionString = database.ConnectionString;
            });
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
