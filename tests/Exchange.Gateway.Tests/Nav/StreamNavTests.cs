using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;

namespace Exchange.Gateway.Tests.Nav;

public sealed class StreamNavTests
{
    [Fact]
    public async Task A_client_of_the_contract_reads_the_stream()
    {
        await using var gateway = await TestGateway.StartAsync();
        await Expect.SoonAsync(() => gateway.Cluster.Observers.Count == 2);
        using var call = Open(gateway, new StreamNavRequest { Symbols = { "BTC3L" } });
        Assert.Equal(1, (await NextAsync(call)).Sequence);
        await gateway.Cluster.Observers["BTC3L"].OnNav(Samples.Nav("BTC3L", 2, "101.5"));
        var update = await NextAsync(call);
        Assert.Equal((2L, "101.50000000"), (update.Sequence, update.Nav));
        Assert.Equal(Samples.Time, update.EventTime.ToDateTimeOffset());
    }

    [Fact]
    public async Task However_many_listen_a_token_is_subscribed_to_once()
    {
        await using var gateway = await TestGateway.StartAsync(
            options => options with { NavRenewPeriod = TimeSpan.FromHours(1) });
        await Expect.SoonAsync(() => gateway.Cluster.Observers.Count == 2);
        for (var i = 0; i < 20; i++)
        {
            using var call = Open(gateway, new StreamNavRequest());
            await NextAsync(call);
        }

        await Task.Delay(100);
        Assert.All(gateway.Cluster.Renewals.Values, count => Assert.Equal(1, count));
        gateway.Cluster.Client.Received(2).CreateObjectReference<INavObserver>(Arg.Any<INavObserver>());
    }

    [Fact]
    public async Task Subscriptions_are_renewed_and_later_tokens_learnt_of()
    {
        await using var gateway = await TestGateway.StartAsync(
            options => options with { NavRenewPeriod = TimeSpan.FromMilliseconds(50) });
        using var call = Open(gateway, new StreamNavRequest());
        gateway.Cluster.Symbols = [.. gateway.Cluster.Symbols, "NEW2L"];
        await Expect.SoonAsync(() => gateway.Cluster.Renewals.GetValueOrDefault("NEW2L") > 2);
        var symbols = new HashSet<string>();
        while (symbols.Count < 3)
        {
            symbols.Add((await NextAsync(call)).Symbol);
        }

        Assert.Contains("NEW2L", symbols);
    }

    [Fact]
    public async Task A_list_or_a_token_that_fails_is_tried_again()
    {
        await using var gateway = await TestGateway.StartAsync(null, "BTC3L");
        var count = 0;
        gateway.Cluster.Listing.List().Returns(
            _ => count++ % 2 == 0 ? throw new TimeoutException() : Task.FromResult(gateway.Cluster.Symbols));
        gateway.Cluster.Token("BAD2L").Configure().Subscribe(default!, default)
            .ReturnsForAnyArgs<Answer<Contracts.Tokens.NavUpdate>>(_ => throw new TimeoutException());
        gateway.Cluster.Symbols = ["BTC3L", "BAD2L", "NEW2L"];
        await Expect.SoonAsync(() => gateway.Cluster.Observers.ContainsKey("NEW2L"));
    }

    [Fact]
    public async Task An_unknown_token_is_refused_before_the_stream_begins()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var symbol in new[] { "NOPE", "nope", "", "a/b" })
        {
            using var call = Open(gateway, new StreamNavRequest { Symbols = { "BTC3L", symbol } });
            await Expect.RefusedAsync(
                StatusCode.NotFound, "UNKNOWN_SYMBOL", () => call.ResponseStream.MoveNext(CancellationToken.None));
        }

        Assert.DoesNotContain("nope", gateway.Cluster.Touched);
    }

    [Fact]
    public async Task Nothing_that_was_seen_comes_again()
    {
        await using var gateway = await TestGateway.StartAsync(null, "BTC3L");
        await Expect.SoonAsync(() => gateway.Cluster.Observers.Count == 1);
        using var call = Open(gateway, new StreamNavRequest { ResumeAfter = { ["BTC3L"] = 3 } });
        var next = NextAsync(call);
        await Task.Delay(100);
        for (var sequence = 2; sequence <= 4; sequence++)
        {
            await gateway.Cluster.Observers["BTC3L"].OnNav(Samples.Nav("BTC3L", sequence));
        }

        Assert.Equal(4, (await next).Sequence);
    }

    [Fact]
    public async Task A_gateway_that_goes_down_ends_its_streams_and_says_so()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var call = Open(gateway, new StreamNavRequest());
        await NextAsync(call);
        var stopping = gateway.StopAsync();
        await Expect.RefusedAsync(StatusCode.Unavailable, "SHUTTING_DOWN", async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        await stopping.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static AsyncServerStreamingCall<StreamNavResponse> Open(TestGateway gateway, StreamNavRequest request) =>
        gateway.Caller("alice", "trader").Open<StreamNavRequest, StreamNavResponse>(request);

    private static async Task<V1.NavUpdate> NextAsync(AsyncServerStreamingCall<StreamNavResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current.Update;
    }
}
