using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Exchange.Silo.Health;

/// <summary>
/// A listener of its own for probes and for what is measured, which are asked for over HTTP/1.1 where the gateway
/// speaks HTTP/2 alone. It is there before anything else of the exchange, while it still waits for its database, and
/// until the end.
/// </summary>
internal static class HealthListener
{
    /// <param name="endpoint">Where it listens; null: nowhere.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<WebApplication?> Start(IPEndPoint? endpoint, ExchangeHealth health)
    {
        if (endpoint is null)
        {
            return null;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.AddExchangeHealth(health);
        builder.AddExchangeMetrics();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            endpoint, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.MapExchangeHealth();
        app.MapExchangeMetrics();
        await app.StartAsync();
        Console.WriteLine($"exchange: health at {app.Urls.First()}{HealthEndpoints.Ready}");
        return app;
    }
}
