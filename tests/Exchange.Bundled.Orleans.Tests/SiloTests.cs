using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Exchange.Bundled.Orleans.Tests;

public sealed class SiloTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Startup_tasks_call_grains_before_later_services_start()
    {
        var order = new List<string>();
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.AddStartupTask(async (services, _) =>
            {
                await services.GetRequiredService<IGrainFactory>().GetGrain<IEchoGrain>("startup").Touch();
                order.Add("task");
            });
            builder.Services.AddSingleton<IHostedService>(new Later(() => order.Add("service")));
        });
        Assert.Equal(["task", "service"], order);
    }

    [Fact(Timeout = Limit)]
    public async Task The_silo_knows_its_name_address_and_service()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.Configure<SiloOptions>(options => options.SiloName = "seven");
            builder.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("shop", "blue"));
        });
        var details = silo.Host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal("seven", details.Name);
        Assert.Equal("blue", details.ClusterId);
        Assert.NotEqual(0, details.SiloAddress.Endpoint.Port);
        Assert.Equal("shop", silo.Host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId);
        var client = silo.Host.Services.GetRequiredService<IClusterClient>();
        Assert.Equal(3, await client.GetGrain<IEchoGrain>("client").Add(1, 2));
    }

    [Fact(Timeout = Limit)]
    public async Task Filters_see_calls_and_may_change_them()
    {
        var seen = new List<string>();
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.AddOutgoingGrainCallFilter(async context =>
            {
                if (context.InterfaceName.Contains(nameof(IEchoGrain), StringComparison.Ordinal))
                {
                    RequestContext.Set("filter", "out");
                }

                await context.Invoke();
            });
            builder.AddIncomingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (context.Grain is not EchoGrain) return;
                seen.Add($"{context.MethodName} {context.ImplementationMethod.DeclaringType!.Name}");
                if (context.MethodName == nameof(IEchoGrain.Add)) context.Result = (int)context.Result! * 10;
            });
        });
        var grain = silo.Grains.GetGrain<IEchoGrain>("filtered");
        Assert.Equal(50, await grain.Add(2, 3));
        Assert.Equal("out", await grain.Context("filter"));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("through filters"));
        Assert.Equal("through filters", fault.Message);
        Assert.Equal(["Add EchoGrain", "Context EchoGrain"], seen);
    }

    [Fact(Timeout = Limit)]
    public async Task The_default_timeout_is_configured()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
            builder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
        });
        var grain = silo.Grains.GetGrain<IPlainTurnGrain>("timeout");
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Run("a", "timeout"));
        Gate.Open("timeout");
    }

    private sealed class Later(Action started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
