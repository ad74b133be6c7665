using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests;

[Collection(SiloCollection.Name)]
public sealed class ActivationTests(SiloFixture fixture)
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_grain_is_activated_once_for_all_its_requests()
    {
        var grain = Life("once");
        var lives = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grain.Life()));
        Assert.Single(lives.Distinct());
        Assert.Equal(["activate"], Journal.Of("once"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_grain_that_cannot_be_activated_fails_the_requests_that_wait()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Life("broken").Life());
        Assert.Contains("broken", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task After_its_end_a_grain_gets_a_new_activation()
    {
        var grain = Life("end");
        var first = await grain.End();
        Assert.NotEqual(first, await grain.Life());
        Assert.Equal(["activate", "ApplicationRequested", "activate"], Journal.Of("end"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_request_that_runs_is_finished_before_the_end_and_later_ones_go_to_the_next_activation()
    {
        var grain = Life("later");
        var running = grain.EndThenWait("later");
        await Gate.Pass("later/in");
        var later = grain.Life();
        Gate.Open("later");
        Assert.NotEqual(await running, await later);
        Assert.Equal(["activate", "waited", "ApplicationRequested", "activate"], Journal.Of("later"));
    }

    [Fact(Timeout = Limit)]
    public async Task Idle_activations_are_collected_on_demand()
    {
        await Life("idle").Life();

        // The answer may be here before the request has left the activation, which is not idle until then.
        while (!Gate.IsOpen("idle/deactivated"))
        {
            await fixture.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            await Task.Delay(10);
        }

        Assert.Equal(["activate", "ActivationIdle"], Journal.Of("idle"));
    }

    [Fact(Timeout = Limit)]
    public async Task Keys_of_every_kind_arrive()
    {
        var guid = Guid.NewGuid();
        Assert.Equal(guid, await fixture.Grains.GetGrain<IGuidGrain>(guid).Key());
        Assert.Equal(-42, await fixture.Grains.GetGrain<INumberGrain>(-42).Key());
        Assert.Equal("7/seven", await fixture.Grains.GetGrain<ICompoundGrain>(7, "seven", null).Key());
        Assert.Equal(
            "compound/7+seven", fixture.Grains.GetGrain<ICompoundGrain>(7, "seven", null).GetGrainId().ToString());
        Assert.Equal($"guid/{guid:N}", fixture.Grains.GetGrain<IGuidGrain>(guid).GetGrainId().ToString());
        Assert.Equal("number/2A", fixture.Grains.GetGrain<INumberGrain>(42).GetGrainId().ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Of_several_classes_the_prefix_or_the_name_decides()
    {
        Assert.Equal("one", await fixture.Grains.GetGrain<IManyGrain>("a").Class());
        var prefix = typeof(OtherManyGrain).FullName;
        Assert.Equal("other", await fixture.Grains.GetGrain<IManyGrain>("a", prefix).Class());
        Assert.Equal("other-many/a", fixture.Grains.GetGrain<IManyGrain>("a", prefix).GetGrainId().ToString());
        Assert.Throws<ArgumentException>(() => fixture.Grains.GetGrain<IManyGrain>("a", "No.Such.Prefix"));
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_the_silo_deactivates_its_grains()
    {
        await using (var silo = await TestSilo.StartAsync())
        {
            await silo.Grains.GetGrain<ILifeGrain>("stop").Life();
        }

        Assert.Equal(["activate", "ShuttingDown"], Journal.Of("stop"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_management_grain_counts_activations()
    {
        await Life("counted").Life();
        var management = fixture.Grains.GetGrain<IManagementGrain>(0);
        Assert.Single(await management.GetHosts());
        Assert.True(await management.GetTotalActivationCount() > 0);
        var statistics = await management.GetSimpleGrainStatistics();
        var lives = statistics.Where(s => s.GrainType.Contains(nameof(LifeGrain), StringComparison.Ordinal));
        Assert.True(lives.Sum(s => s.ActivationCount) > 0);
    }

    private ILifeGrain Life(string key) => fixture.Grains.GetGrain<ILifeGrain>(key);
}
