using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests;

[Collection(SiloCollection.Name)]
public sealed class CallTests(SiloFixture fixture)
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_call_gives_its_result()
    {
        var grain = Echo("result");
        Assert.Equal(5, await grain.Add(2, 3));
        Assert.Equal("hello", await grain.Say("hello"));
        await grain.Touch();
        Assert.Equal("result", await grain.Key());
    }

    [Fact(Timeout = Limit)]
    public async Task A_fault_reaches_the_caller()
    {
        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => Echo("fault").Fail("late"));
        Assert.Equal("late", late.Message);
        var atOnce = await Assert.ThrowsAsync<InvalidOperationException>(() => Echo("fault").FailAtOnce("at once"));
        Assert.Equal("at once", atOnce.Message);
        Assert.Equal(3, await Echo("fault").Add(1, 2));
    }

    [Fact(Timeout = Limit)]
    public async Task A_one_way_call_neither_waits_nor_fails()
    {
        await Echo("one way").Shout("shout");
        Gate.Open("shout/go");
        await Gate.Pass("shout/gone");
    }

    [Fact(Timeout = Limit)]
    public async Task A_method_can_limit_how_long_its_caller_waits()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Echo("hang").Hang("hang"));
        Gate.Open("hang");
    }

    [Fact(Timeout = Limit)]
    public async Task A_cancelled_token_ends_the_call_and_reaches_the_grain()
    {
        using var source = new CancellationTokenSource();
        var call = Echo("cancel").WaitForCancellation("cancel", source.Token);
        await Gate.Pass("cancel/started");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Gate.Pass("cancel/cancelled");
    }

    [Fact(Timeout = Limit)]
    public async Task A_token_that_is_cancelled_beforehand_prevents_the_call() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Echo("cancelled").WaitForCancellation("never", new CancellationToken(canceled: true)));

    [Fact(Timeout = Limit)]
    public async Task Context_values_travel_with_calls_but_not_back()
    {
        RequestContext.Set("colour", "green");
        Assert.Equal("green", await Echo("context").Context("colour"));
        Assert.Equal("green", await Echo("context").ContextOf("context too", "colour"));
        RequestContext.Clear();
        Assert.Null(await Echo("context").Context("colour"));
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_grain_awaits_comes_back_to_its_scheduler() => Assert.True(await Echo("back").ComesBack());

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        Assert.Equal(Echo("same"), Echo("same"));
        Assert.NotEqual(Echo("same"), Echo("other"));
        Assert.Equal("echo/same", Echo("same").GetGrainId().ToString());
        Assert.Equal("same", Echo("same").GetPrimaryKeyString());
    }

    private IEchoGrain Echo(string key) => fixture.Grains.GetGrain<IEchoGrain>(key);
}
