using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Gateway.Tests.Support;

/// <summary>A gateway on a port of its own, before a cluster of substitutes.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private TestGateway(WebApplication app, FakeCluster cluster)
    {
        _app = app;
        _channel = GrpcChannel.ForAddress(app.Urls.Single());
        Cluster = cluster;
    }

    public Uri Address => new(_app.Urls.Single());

    public FakeCluster Cluster { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<TestGateway> StartAsync(
        Func<GatewayOptions, GatewayOptions>? change = null, params string[] symbols) =>
        StartAsync(TimeProvider.System, change, symbols);

    public static async Task<TestGateway> StartAsync(
        TimeProvider clock, Func<GatewayOptions, GatewayOptions>? change, params string[] symbols)
    {
        var cluster = new FakeCluster(symbols.Length > 0 ? symbols : ["BTC3L", "ETH3S"]);
        var options = new GatewayOptions { TokenKey = Jwt.Key, ListingPeriod = TimeSpan.FromMilliseconds(30) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(cluster.Client);
        builder.Services.AddSingleton(clock);
        builder.Services.AddExchangeGateway(change?.Invoke(options) ?? options);
        var app = builder.Build();
        app.MapExchangeGateway();
        await app.StartAsync();
        return new TestGateway(app, cluster);
    }

    /// <summary>Somebody with a good token.</summary>
    public TestCaller Caller(string subject, string role) => Caller(Jwt.Mint(subject, role));

    /// <summary>Somebody with any token, or none.</summary>
    public TestCaller Caller(string? token) => new(_channel.CreateCallInvoker(), token);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();

        // Waits for the handlers: what they count at their end must not fall into the next test.
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
