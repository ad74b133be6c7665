using Exchange.Feeds;
using Exchange.Gateway;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Silo.Clustering;
using Exchange.Silo.Feeding;
using Exchange.Silo.Health;
using Exchange.Silo.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Exchange.Silo;

/// <summary>Composes the exchange: this page is its architecture.</summary>
internal static class Composition
{
    /// <summary>A gateway over silos, in one process or in several: what the role of this one asks for.</summary>
    /// <param name="data">Of an exchange by itself; null: of a cluster.</param>
    /// <param name="extend">What the benchmarks add; null: nothing.</param>
    public static async Task<IHost> Build(
        SiloOptions options,
        DataFolder? data,
        ExchangeHealth health,
        Func<SiloOptions, Task<ILedger>>? openLedger,
        Action<IHostApplicationBuilder>? extend,
        CancellationToken cancellation)
    {
        if (!options.HasGateway)
        {
            var silo = Host.CreateApplicationBuilder();
            AddCommon(silo);
            await AddSilo(silo, options, data, health, openLedger, cancellation);
            extend?.Invoke(silo);
            return silo.Build();
        }

        var key = TokenKey.Read(options.KeyFile, data);
        var builder = WebApplication.CreateSlimBuilder();
        AddCommon(builder);
        if (options.HasSilo)
        {
            await AddSilo(builder, options, data, health, openLedger, cancellation);
        }
        else
        {
            await AddCluster(builder, options, cancellation);
        }

        AddGateway(builder, options, health, key);
        extend?.Invoke(builder);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapExchangeGateway();
        app.MapExchangeHealth();
        if (!options.HasSilo)
        {
            health.ClusterIs(app.Services.GetRequiredService<IGrainFactory>());
        }

        return app;
    }

    private static void AddCommon(IHostApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Exchange", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None) // else every call has an activity
            .AddFilter("Orleans.Runtime.Silo", LogLevel.Error) // its advice on garbage collection, at every start
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // mistakes its own start for a long pause
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
    }

    private static async Task AddSilo(
        IHostApplicationBuilder builder,
        SiloOptions options,
        DataFolder? data,
        ExchangeHealth health,
        Func<SiloOptions, Task<ILedger>>? openLedger,
        CancellationToken cancellation)
    {
        IGrainDatabase grains = options.Connection is { } connection
            ? new PostgresGrainDatabase(connection)
            : new SqliteGrainDatabase(data!.GrainFile);
        var feed = await PriceSourceFactory.CreateAsync(options.Feed, TimeProvider.System, null, cancellation);
        await Console.Error.WriteLineAsync($"feed: {feed.Description}");
        var address = options.Cluster is { } named ? await named.Resolve(cancellation) : null;

        // Grains live by the exchange's clock, which under replay is that of the prices; all else by the wall's.
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, feed.Clock ?? TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            if (options.Cluster is { } cluster)
            {
                silo.JoinCluster(cluster, address!, (PostgresGrainDatabase)grains);
            }
            else
            {
                silo.UseLocalhostClustering(Ports.OrFree(0), Ports.OrFree(0));
                silo.UseInMemoryReminderService();
            }

            grains.AddStorage(silo, GrainStorage.Name);
        });

        // Only what can be started waits for its database.
        var ledger = await (openLedger?.Invoke(options) ?? LedgerDatabase.Open(options, data, cancellation));
        health.LedgerIs(ledger);
        builder.Services.AddSingleton(_ => ledger);
        await grains.Prepare(cancellation);

        // After Orleans: what is registered later is started later, and stopped before.
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(feed.Source);
        builder.Services.AddSingleton(new FundingSchedule(options.FundingFiles));
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FeedPump>(
            provider, feed.Clock is null ? [] : [feed.Clock]));
        builder.Services.AddHostedService<Listings>();
        if (options.Cluster is null)
        {
            builder.Services.AddHostedService(provider => provider.GetRequiredService<FeedPump>());
        }
        else
        {
            builder.Services.AddHostedService<FeedDuty>();
            builder.Services.AddHostedService<TokenSpread>();
        }
    }

    // A gateway alone: its silos are other processes.
    private static async Task AddCluster(
        IHostApplicationBuilder builder, SiloOptions options, CancellationToken cancellation)
    {
        var database = new PostgresGrainDatabase(options.Connection!);
        builder.UseCluster(options.Cluster!, database);
        await database.PrepareWhenReached(cancellation);
    }

    private static void AddGateway(
        WebApplicationBuilder builder, SiloOptions options, ExchangeHealth health, byte[] key)
    {
        // Bearer tokens need no data protection; by default it would leave keys in the user's home.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.AddExchangeHealth(health);
        builder.Services.AddExchangeGateway(new GatewayOptions { TokenKey = key });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            options.Listen, options.Port, listen => listen.Protocols = HttpProtocols.Http2));
    }
}
