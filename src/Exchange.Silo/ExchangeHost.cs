using System.Net;
using Exchange.Feeds;
using Exchange.Gateway;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Silo.Feeding;
using Exchange.Silo.Health;
using Exchange.Silo.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;

namespace Exchange.Silo;

/// <summary>Composes the exchange: this page is its architecture.</summary>
public static class ExchangeHost
{
    private const int UsageError = 2;

    /// <summary>Runs until it is told to stop; the exit code says how it went.</summary>
    /// <param name="openLedger">What the benchmarks measure the gateway with; null: the ledger of the options.</param>
    internal static async Task<int> Run(
        SiloOptions options, CancellationToken cancellation, Func<SiloOptions, Task<ILedger>>? openLedger = null)
    {
        // The command line hears signals only when this has returned to it once.
        await Task.Yield();
        var health = new ExchangeHealth(TimeProvider.System);
        try
        {
            await using var told = cancellation.Register(health.Stopping);
            await using var probed = await HealthListener.Start(options.Health, health);
            using var data = DataFolder.Open(options.DataPath);
            await using var app = await Build(options, data, health, openLedger, cancellation);
            app.Lifetime.ApplicationStopping.Register(health.Stopping);

            // Told to stop while it starts, it starts and stops: what is half started has nobody who would tidy it up.
            await app.StartAsync(CancellationToken.None);
            health.Started();
            Announce(app, options);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is FeedOptionsException or FeedFormatException
            or InvalidDataException or IOException or UnauthorizedAccessException or LedgerException
            or NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return UsageError;
        }
    }

    private static async Task<WebApplication> Build(
        SiloOptions options,
        DataFolder data,
        ExchangeHealth health,
        Func<SiloOptions, Task<ILedger>>? openLedger,
        CancellationToken cancellation)
    {
        var key = data.ReadOrMakeKey();
        var ledger = await (openLedger?.Invoke(options) ?? LedgerDatabase.Open(options, data, cancellation));
        health.LedgerIs(ledger);
        IGrainDatabase grains = options.Connection is { } connection
            ? new PostgresGrainDatabase(connection)
            : new SqliteGrainDatabase(data.GrainFile);
        await grains.Prepare(cancellation);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Exchange", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None) // else every call has an activity
            .AddFilter("Orleans.Runtime.Silo", LogLevel.Error) // its advice on garbage collection, at every start
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // mistakes its own start for a long pause
        var feed = await PriceSourceFactory.CreateAsync(options.Feed, TimeProvider.System, null, cancellation);
        await Console.Error.WriteLineAsync($"feed: {feed.Description}");
        TimeProvider clock = feed.Clock ?? TimeProvider.System;

        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddSingleton(_ => ledger);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(feed.Source);
        builder.Services.AddSingleton(new FundingSchedule(options.FundingFiles));
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FeedPump>(
            provider, feed.Clock is null ? [] : [feed.Clock]));

        // Grains live by the exchange's clock, which under replay is that of the prices; all else by the wall's.
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, clock);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.AddAdoNetGrainStorage(
                GrainStorage.Name, grains.Configure);
            silo.UseInMemoryReminderService();
        });

        // Bearer tokens need no data protection; by default it would leave keys in the user's home.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.AddExchangeHealth(health);
        builder.Services.AddExchangeGateway(new GatewayOptions { TokenKey = key });
        builder.Services.AddHostedService<Listings>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FeedPump>());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http2));

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapExchangeGateway();
        app.MapExchangeHealth();
        return app;
    }

    private static void Announce(WebApplication app, SiloOptions options)
    {
        Console.WriteLine($"exchange: listening on {app.Urls.First()}");
        Console.WriteLine(
            $"mint a token: EXCHANGE_DATA='{Path.GetFullPath(options.DataPath)}'"
            + " bash deploy/exchange.sh token --sub alice --role trader");
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
