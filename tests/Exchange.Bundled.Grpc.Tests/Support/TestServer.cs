using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Kestrel on a free port of 127.0.0.1, over HTTP/2 and, unless a certificate is given, without TLS.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private TestServer(WebApplication app, Handlers handlers)
    {
        _app = app;
        Handlers = handlers;
        Client = new Echo.EchoClient(Connect());
    }

    public Handlers Handlers { get; }

    public string Address => _app.Urls.Single();

    public Echo.EchoClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="options">Of all gRPC services.</param>
    /// <param name="services">Further services.</param>
    /// <param name="map">What to map; the echo service if null.</param>
    /// <param name="protocols">What the port speaks.</param>
    /// <param name="certificate">For TLS; null for an open line.</param>
    public static async Task<TestServer> StartAsync(
        Action<GrpcServiceOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        HttpProtocols protocols = HttpProtocols.Http2,
        X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port =>
        {
            port.Protocols = protocols;
            if (certificate is not null)
                port.UseHttps(certificate);
        }));
        var handlers = new Handlers();
        builder.Services.AddSingleton(handlers);
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        (map ?? (a => a.MapGrpcService<EchoService>())).Invoke(app);
        await app.StartAsync();
        return new TestServer(app, handlers);
    }

    /// <summary>A channel of its own, disposed of with the server.</summary>
    public GrpcChannel Connect(GrpcChannelOptions? options = null)
    {
        var channel = GrpcChannel.ForAddress(Address, options ?? new GrpcChannelOptions());
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Takes no new calls and waits for those that run; breaks them off when the patience is over.</summary>
    public Task StopAsync(CancellationToken patience) => _app.StopAsync(patience);

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
