using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Cli.Tests;

/// <summary>An exchange in this process that answers without thinking and remembers what it heard.</summary>
public sealed class FakeExchange : IAsyncLifetime
{
    private readonly WebApplication _web;

    /// <summary>Makes it; it listens once the tests begin.</summary>
    public FakeExchange()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Heard);
        _web = builder.Build();
        _web.MapGrpcService<FakeMarketData>();
        _web.MapGrpcService<FakeTrading>();
        _web.MapGrpcService<FakeWallets>();
        _web.MapGrpcService<FakeOperator>();
    }

    /// <summary>What came in.</summary>
    public Heard Heard { get; } = new();

    /// <summary>The environment of a client of it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["EXCHANGE_ADDRESS"] = _web.Urls.Single(),
        ["EXCHANGE_TOKEN"] = "the-token",
    };

    /// <inheritdoc/>
    public Task InitializeAsync() => _web.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _web.StopAsync(new CancellationToken(canceled: true));
        await _web.DisposeAsync();
    }
}
