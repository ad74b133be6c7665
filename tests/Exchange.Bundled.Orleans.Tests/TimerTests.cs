using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Bundled.Orleans.Tests;

public sealed class TimerTests : IAsyncLifetime
{
    private const int Limit = 60_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private TestSilo? _silo;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(
        services: services => services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _clock));

    public async Task DisposeAsync() => await _silo!.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task A_timer_follows_the_injected_clock()
    {
        var grain = Grain("clock");
        await grain.Start(Minute, Minute * 2, interleave: false);
        Assert.Equal(0, await grain.Ticks());
        _clock.Advance(Minute + TimeSpan.FromSeconds(5));
        await Tick("clock", 1);
        // Settled by a request behind the tick: the next one has been set by then.
        Assert.Equal(1, await grain.Ticks());
        _clock.Advance(Minute);
        Assert.Equal(1, await grain.Ticks());
        _clock.Advance(Minute);
        await Tick("clock", 2);
    }

    [Fact(Timeout = Limit)]
    public async Task A_tick_waits_for_the_request_that_runs()
    {
        var grain = Grain("blocked");
        await grain.Start(Minute, Timeout.InfiniteTimeSpan, interleave: false);
        var block = grain.Block("blocked");
        await Gate.Pass("blocked/in");
        _clock.Advance(Minute);
        Gate.Open("blocked");
        await block;
        await Tick("blocked", 1);
        Assert.Equal(["unblocked", "tick"], Journal.Of("blocked"));
    }

    [Fact(Timeout = Limit)]
    public async Task An_interleaving_tick_does_not_wait()
    {
        var grain = Grain("beside");
        await grain.Start(Minute, Timeout.InfiniteTimeSpan, interleave: true);
        var block = grain.Block("beside");
        await Gate.Pass("beside/in");
        _clock.Advance(Minute);
        await Tick("beside", 1);
        Gate.Open("beside");
        await block;
        Assert.Equal(["tick", "unblocked"], Journal.Of("beside"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_timer_can_be_set_anew_and_stopped()
    {
        var grain = Grain("change");
        await grain.Start(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, interleave: false);
        _clock.Advance(Minute * 10);
        Assert.Equal(0, await grain.Ticks());
        await grain.Change(Minute, Minute);
        _clock.Advance(Minute);
        await Tick("change", 1);
        Assert.Equal(1, await grain.Ticks());
        await grain.Stop();
        _clock.Advance(Minute * 10);
        Assert.Equal(1, await grain.Ticks());
    }

    [Fact(Timeout = Limit)]
    public async Task A_tick_that_fails_does_not_stop_the_timer()
    {
        var grain = Grain("failing");
        await grain.Start(Minute, Minute, interleave: false);
        await grain.FailNext();
        _clock.Advance(Minute);
        await Tick("failing", 1);
        Assert.Equal(1, await grain.Ticks());
        _clock.Advance(Minute * 2);
        await Tick("failing", 2);
    }

    private static Task Tick(string key, int number) => Gate.Pass($"{key}/tick {number}");

    private ITimedGrain Grain(string key) => _silo!.Grains.GetGrain<ITimedGrain>(key);
}
