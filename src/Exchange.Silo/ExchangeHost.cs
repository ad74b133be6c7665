using System.Net.Sockets;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo.Health;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace Exchange.Silo;

/// <summary>The life of the process: it starts, says where it is, runs until it is told to stop, and stops.</summary>
public static class ExchangeHost
{
    private const int UsageError = 2;

    /// <summary>Runs until it is told to stop; the exit code says how it went.</summary>
    /// <param name="openLedger">What the benchmarks measure the gateway with; null: the ledger of the options.</param>
    /// <param name="extend">What they add to the composition; null: nothing.</param>
    internal static async Task<int> Run(
        SiloOptions options,
        CancellationToken cancellation,
        Func<SiloOptions, Task<ILedger>>? openLedger = null,
        Action<IHostApplicationBuilder>? extend = null)
    {
        // The command line hears signals only when this has returned to it once.
        await Task.Yield();
        var health = new ExchangeHealth(TimeProvider.System, options.HasSilo);
        try
        {
            await using var told = cancellation.Register(health.Stopping);
            await using var probed = await HealthListener.Start(options.Health, health);

            // A cluster has its money in PostgreSQL and its key from outside: its processes need no folder.
            using var data = options.Cluster is null ? DataFolder.Open(options.DataPath) : null;
            var app = await Composition.Build(options, data, health, openLedger, extend, cancellation);
            await using var disposed = (IAsyncDisposable)app;
            var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStopping.Register(health.Stopping);

            // Told to stop while it starts, it starts and stops: what is half started has nobody who would tidy it up.
            // A gateway has nothing to tidy, and may wait for its first silo for ever.
            await app.StartAsync(options.HasSilo ? CancellationToken.None : cancellation);
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
            or NpgsqlException or OrleansConfigurationException or SocketException)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return UsageError;
        }
    }

    private static void Announce(IHost app, SiloOptions options)
    {
        if (!options.HasGateway)
        {
            Console.WriteLine($"exchange: a silo of the cluster {options.Cluster!.Id}");
            return;
        }

        var server = app.Services.GetRequiredService<IServer>();
        Console.WriteLine(
            $"exchange: listening on {server.Features.Get<IServerAddressesFeature>()!.Addresses.First()}");
        if (options.Cluster is null)
        {
            Console.WriteLine(
                $"mint a token: EXCHANGE_DATA='{Path.GetFullPath(options.DataPath)}'"
                + " bash deploy/exchange.sh token --sub alice --role trader");
        }
    }
}
