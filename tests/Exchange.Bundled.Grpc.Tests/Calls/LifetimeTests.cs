using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Where the objects come from that serve calls.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task A_service_is_made_for_each_call_and_disposed_of_after_it()
    {
        var log = new List<string>();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(log), map: app => app.MapGrpcService<CountingService>());
        await server.Client.OnceAsync(new EchoRequest());
        await server.Client.OnceAsync(new EchoRequest());
        Assert.Equal(["made", "called", "disposed", "made", "called", "disposed"], log);
    }

    [Fact]
    public async Task A_service_of_the_container_is_the_containers()
    {
        var log = new List<string>();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(log).AddSingleton<CountingService>(),
            map: app => app.MapGrpcService<CountingService>());
        await server.Client.OnceAsync(new EchoRequest());
        await server.Client.OnceAsync(new EchoRequest());
        Assert.Equal(["made", "called", "called"], log);
    }

    [Fact]
    public async Task A_service_is_disposed_of_even_if_it_fails()
    {
        var log = new List<string>();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(log), map: app => app.MapGrpcService<CountingService>());
        await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.OnceAsync(new EchoRequest { Count = 1 }));
        Assert.Equal(["made", "called", "disposed"], log);
    }

    [Fact]
    public async Task Methods_may_bring_their_handlers_along()
    {
        await using var server = await TestServer.StartAsync(map: app =>
            app.MapGrpcService(Echo.BindService(new CountingService([]))));
        Assert.Equal("1", (await server.Client.OnceAsync(new EchoRequest())).Text);
    }

    public sealed class CountingService : Echo.EchoBase, IDisposable
    {
        private readonly List<string> _log;

        public CountingService(List<string> log)
        {
            _log = log;
            _log.Add("made");
        }

        public override Task<EchoReply> Once(EchoRequest request, ServerCallContext context)
        {
            _log.Add("called");
            return request.Count == 0
                ? Task.FromResult(new EchoReply { Text = "1" })
                : throw new InvalidOperationException("no");
        }

        public void Dispose() => _log.Add("disposed");
    }
}
