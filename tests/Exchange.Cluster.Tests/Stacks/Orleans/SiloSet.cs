using Exchange.Silo.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Exchange.Cluster.Tests.Stacks;

/// <summary>The silos of a test, in its process, each a silo of Microsoft Orleans that finds the others.</summary>
internal sealed class SiloSet : IAsyncDisposable
{
    /// <summary>Why there can be but one; null: there can be several.</summary>
    public const string? WhyOne = null;

    /// <summary>Of a test that kills: what is killed is found dead, and calls of it fail, in seconds.</summary>
    private static readonly (TimeSpan Probe, TimeSpan Response) Quick =
        (TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10));

    /// <summary>Of any other: a machine that is busy must not have a silo declared dead that lives.</summary>
    private static readonly (TimeSpan Probe, TimeSpan Response) Patient =
        (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private readonly InProcessTestCluster _cluster;
    private readonly ForgetfulDirectory _directory;

    private SiloSet(InProcessTestCluster cluster, ForgetfulDirectory directory) =>
        (_cluster, _directory) = (cluster, directory);

    /// <summary>How many silos a test of any number of them runs on.</summary>
    public static TheoryData<int> Sizes => [3];

    /// <summary>The cluster as a client sees it.</summary>
    public IGrainFactory Client => _cluster.Client;

    /// <summary>The silos' own views of the cluster.</summary>
    public IReadOnlyList<IGrainFactory> Silos =>
        [.. _cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];

    public static async Task<SiloSet> Start(
        int count, bool kills, Action<IServiceCollection> services, Action<ISiloBuilder> configure)
    {
        var (probe, response) = kills ? Quick : Patient;
        var directory = new ForgetfulDirectory();
        var builder = new InProcessTestClusterBuilder((short)count);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host =>
        {
            host.Logging.ClearProviders();
            host.Services.AddFaultsThatTravel();
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            services(host.Services);
            host.Services.AddSingleton<IGrainDirectoryResolver>(directory);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = probe;
                options.MinProbeTimeout = probe;
            });
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = response);
            configure(silo);
        });
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(
            options => options.ResponseTimeout = response));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SiloSet(cluster, directory);
    }

    /// <summary>One more, of which every silo knows.</summary>
    public async Task Join()
    {
        await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync(false);
        while (_cluster.Silos.Any(silo => Active(silo.ServiceProvider) < _cluster.Silos.Count))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>One goes in order.</summary>
    public Task Leave(int silo) => _cluster.StopSiloAsync(_cluster.Silos[silo]);

    /// <summary>One is gone without a word.</summary>
    public Task Kill(int silo) => _cluster.KillSiloAsync(_cluster.Silos[silo]);

    /// <summary>How many activations of a class there are.</summary>
    public async Task<int> Count(string type) => (await Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
        .Where(each => each.GrainType.Contains(type, StringComparison.Ordinal)).Sum(each => each.ActivationCount);

    /// <summary>Which silo holds a grain; -1: none.</summary>
    public async Task<int> SiloOf(IAddressable grain)
    {
        var address = await Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return _cluster.Silos.ToList().FindIndex(silo => silo.SiloAddress.Equals(address));
    }

    /// <summary>
    /// Makes an activation of a grain in a silo that has never heard of it; one that there is lives on in another.
    /// </summary>
    /// <param name="touch">Any call of it.</param>
    public async Task Duplicate(IAddressable grain, int silo, Func<IGrainFactory, Task> touch)
    {
        _directory.Forget(grain.GetGrainId());
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster.Silos[silo].SiloAddress);
        try
        {
            await touch(Silos[silo]);
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private static int Active(IServiceProvider silo) => silo.GetRequiredService<IClusterMembershipService>()
        .CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);
}
