using Exchange.Ledger.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Cluster.Tests.Stacks;

/// <summary>The silos of a test: on the bundled stack there is one.</summary>
internal sealed class SiloSet : IAsyncDisposable
{
    /// <summary>Why there can be but one; null: there can be several.</summary>
    public const string WhyOne = "several silos need Microsoft Orleans, and this is the bundled stack";

    private readonly IHost _host;

    private SiloSet(IHost host) => _host = host;

    /// <summary>How many silos a test of any number of them runs on.</summary>
    public static TheoryData<int> Sizes => [1];

    /// <summary>The cluster as a client sees it.</summary>
    public IGrainFactory Client => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<SiloSet> Start(
        int count, bool kills, Action<IServiceCollection> services, Action<ISiloBuilder> configure)
    {
        Assert.Equal((1, false), (count, kills));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        services(builder.Services);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new SiloSet(host);
    }

    /// <summary>The silos' own views of the cluster.</summary>
    public IReadOnlyList<IGrainFactory> Silos => [Client];

    public Task Join() => throw One();

    public Task Leave(int silo) => throw One();

    public Task Kill(int silo) => throw One();

    public Task<int> Count(string type) => throw One();

    public Task<int> SiloOf(IAddressable grain) => Task.FromResult(0);

    public Task Duplicate(IAddressable grain, int silo, Func<IGrainFactory, Task> touch) => throw One();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static InvalidOperationException One() => new(WhyOne);
}
