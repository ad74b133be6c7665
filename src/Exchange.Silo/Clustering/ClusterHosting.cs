using System.Net;
using Exchange.Silo.Storage;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Exchange.Silo.Clustering;

/// <summary>
/// Puts a process into a cluster of Microsoft Orleans on PostgreSQL, as a silo or as a gateway before the silos.
/// </summary>
internal static class ClusterHosting
{
    /// <summary>
    /// A silo that answers none of three probes is declared dead by two others: after about 4 s where its machine says
    /// that it is gone, after some 13 s where nothing is heard at all. A probe that is lost to a pause of the garbage
    /// collector or a busy machine does not kill: silos that are slow themselves wait longer.
    /// </summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ProbeTimeoutMax = TimeSpan.FromSeconds(4);

    /// <summary>
    /// A cluster of which every silo was killed comes back once the signs of life of the dead are three such periods
    /// old: until then those that start would wait for them.
    /// </summary>
    private static readonly TimeSpan SignOfLifePeriod = TimeSpan.FromSeconds(4);

    /// <summary>Silos tell each other of changes at once; this is for what was lost, and for gateways.</summary>
    private static readonly TimeSpan ListPeriod = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a call waits for an answer. Every call ends in much less unless a silo died with it; then its sender
    /// asks anew by the same id.
    /// </summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Lets the exchange's own faults travel, as the ledger's, which a gateway tells apart from others. Not its
    /// knowledge of the outcome: whoever is far away asks by repeating the command.
    /// </summary>
    public static IServiceCollection AddFaultsThatTravel(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(
            static options => options.SupportedNamespacePrefixes.Add("Exchange"));

    /// <summary>Makes the silo one of a cluster, with reminders that outlive it.</summary>
    public static void JoinCluster(
        this ISiloBuilder silo, ClusterSettings settings, IPAddress address, PostgresGrainDatabase database)
    {
        silo.Services.AddFaultsThatTravel();
        silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) => database.Configure(options));
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions options) => database.Configure(options));
        silo.ConfigureEndpoints(address, Ports.OrFree(settings.SiloPort), Ports.OrFree(settings.GatewayPort));
        silo.Configure<ClusterOptions>(options => options.ClusterId = settings.Id);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = ProbeTimeout;
            options.MinProbeTimeout = ProbeTimeout;
            options.MaxProbeTimeout = ProbeTimeoutMax;
            options.IAmAliveTablePublishTimeout = SignOfLifePeriod;
            options.TableRefreshTimeout = ListPeriod;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);

        // A silo without a processor or memory to spare refuses gateways at once instead of answering late; it knows
        // by then that it is behind, while the ledger's bounded queue holds until its database is.
        silo.Configure<LoadSheddingOptions>(options => options.LoadSheddingEnabled = true);
    }

    /// <summary>Makes the process a client of the cluster. Before the first silo is up it waits for one.</summary>
    public static void UseCluster(
        this IHostApplicationBuilder builder, ClusterSettings settings, PostgresGrainDatabase database) =>
        builder.UseOrleansClient(client =>
        {
            client.Services.AddFaultsThatTravel();
            client.UseAdoNetClustering((AdoNetClusteringClientOptions options) => database.Configure(options));
            client.Configure<ClusterOptions>(options => options.ClusterId = settings.Id);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = ListPeriod);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.UseConnectionRetryFilter(static async (_, cancellation) =>
            {
                await Task.Delay(ConnectPause, cancellation);
                return true;
            });
        });
}
