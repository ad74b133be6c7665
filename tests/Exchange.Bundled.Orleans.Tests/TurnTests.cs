using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Exchange.Bundled.Orleans.Tests;

[Collection(SiloCollection.Name)]
public sealed class TurnTests(SiloFixture fixture)
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Requests_run_one_after_the_other_in_their_order()
    {
        var grain = Plain("fifo");
        var calls = new List<Task> { grain.Run("a", "fifo") };
        await Gate.Pass("fifo/in");
        for (var i = 0; i < 5; i++) calls.Add(grain.Run($"{i}", null));
        Gate.Open("fifo");
        await Task.WhenAll(calls);
        Assert.Equal(["a+", "a-", "0+", "0-", "1+", "1-", "2+", "2-", "3+", "3-", "4+", "4-"], Journal.Of("fifo"));
    }

    [Fact(Timeout = Limit)]
    public async Task Requests_of_a_reentrant_grain_interleave()
    {
        var grain = fixture.Grains.GetGrain<IReentrantTurnGrain>("reentrant");
        var first = grain.Run("a", "reentrant");
        await Gate.Pass("reentrant/in");
        await grain.Run("b", null);
        Gate.Open("reentrant");
        await first;
        Assert.Equal(["a+", "b+", "b-", "a-"], Journal.Of("reentrant"));
    }

    [Fact(Timeout = Limit)]
    public async Task An_always_interleaving_method_overtakes()
    {
        var grain = Plain("interleave");
        var first = grain.Run("a", "interleave");
        await Gate.Pass("interleave/in");
        var second = grain.Run("b", null);
        await grain.Interleave("c");
        Gate.Open("interleave");
        await Task.WhenAll(first, second);
        Assert.Equal(["a+", "c+", "c-", "a-", "b+", "b-"], Journal.Of("interleave"));
    }

    [Fact(Timeout = Limit)]
    public async Task Readers_run_together_and_keep_writers_out()
    {
        var grain = Plain("readers");
        var first = grain.Read("a", "readers");
        await Gate.Pass("readers/in");
        var writer = grain.Run("w", null);
        await grain.Read("b", null);
        Gate.Open("readers");
        await Task.WhenAll(first, writer);
        Assert.Equal(["a+", "b+", "b-", "a-", "w+", "w-"], Journal.Of("readers"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_predicate_lets_requests_interleave()
    {
        var grain = fixture.Grains.GetGrain<IChoosyTurnGrain>("choosy");
        var first = grain.Run("a", "choosy");
        await Gate.Pass("choosy/in");
        var bound = grain.Run("bound", null);
        await grain.Run("free", null);
        Gate.Open("choosy");
        await Task.WhenAll(first, bound);
        Assert.Equal(["a+", "free+", "free-", "a-", "bound+", "bound-"], Journal.Of("choosy"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_chain_comes_back_where_that_is_allowed()
    {
        await Plain("chain").CallBack(Plain("chain other"), allow: true);
        Assert.Equal(["back+", "back-"], Journal.Of("chain"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_chain_that_comes_back_unasked_blocks_until_its_timeout()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
            builder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
        });
        var grain = silo.Grains.GetGrain<IPlainTurnGrain>("deadlock");
        await Assert.ThrowsAsync<TimeoutException>(
            () => grain.CallBack(silo.Grains.GetGrain<IPlainTurnGrain>("deadlock other"), allow: false));
    }

    [Fact(Timeout = Limit)]
    public async Task Turns_of_one_activation_never_overlap()
    {
        var grain = fixture.Grains.GetGrain<IReentrantTurnGrain>("count");
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await grain.Count(40);
        }));
        await Task.WhenAll(clients);
        Assert.Equal(8 * 50 * 40, await grain.Count(0));
    }

    [Fact(Timeout = Limit)]
    public async Task A_long_queue_of_short_requests_does_not_nest()
    {
        var grain = Plain("long");
        var calls = new List<Task> { grain.Run("a", "long") };
        await Gate.Pass("long/in");
        for (var i = 0; i < 20_000; i++) calls.Add(grain.Count(0));
        Gate.Open("long");
        await Task.WhenAll(calls);
    }

    private IPlainTurnGrain Plain(string key) => fixture.Grains.GetGrain<IPlainTurnGrain>(key);
}
