using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Exchange.Bundled.Orleans.Tests;

[Collection(SiloCollection.Name)]
public sealed class ObserverTests(SiloFixture fixture)
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task An_observer_hears_everything_in_order()
    {
        var reader = new NewsReader { Gate = "news" };
        var reference = fixture.Grains.CreateObjectReference<INewsReader>(reader);
        var grain = fixture.Grains.GetGrain<INewsGrain>("news");
        await grain.Subscribe(reference);
        await grain.Publish(0, 100);
        await Gate.Pass("news 99");
        Assert.Equal(Enumerable.Range(0, 100), reader.Numbers);
        GC.KeepAlive(reader);
    }

    [Fact(Timeout = Limit)]
    public async Task An_observer_can_answer()
    {
        var reader = new NewsReader();
        var reference = fixture.Grains.CreateObjectReference<INewsReader>(reader);
        Assert.Equal("well!", await fixture.Grains.GetGrain<INewsGrain>("ask").Ask(reference, "well"));
        Assert.True(await fixture.Grains.GetGrain<INewsGrain>("ask").Same(reference, reference));
        GC.KeepAlive(reader);
    }

    [Fact(Timeout = Limit)]
    public async Task A_deleted_observer_hears_no_more()
    {
        var (first, second) = (new NewsReader(), new NewsReader { Gate = "deleted" });
        var reference = fixture.Grains.CreateObjectReference<INewsReader>(first);
        var grain = fixture.Grains.GetGrain<INewsGrain>("deleted");
        await grain.Subscribe(reference);
        await grain.Subscribe(fixture.Grains.CreateObjectReference<INewsReader>(second));
        fixture.Grains.DeleteObjectReference<INewsReader>(reference);
        await grain.Publish(1, 1);
        await Gate.Pass("deleted 1");
        Assert.Empty(first.Numbers);
        GC.KeepAlive(second);
    }

    [Fact]
    public void A_manager_forgets_those_that_fail_or_do_not_renew()
    {
        var now = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var manager = new ObserverManager<string, Action<int>>(TimeSpan.FromMinutes(1), NullLogger.Instance)
        {
            GetDateTime = () => now,
        };
        var heard = new List<string>();
        manager.Subscribe("a", i => heard.Add($"a{i}"));
        manager.Subscribe("b", i => throw new InvalidOperationException());
        manager.Subscribe("c", i => heard.Add($"c{i}"));
        manager.Notify(observer => observer(1));
        Assert.Equal(["a", "c"], manager.Observers.Keys.Order(StringComparer.Ordinal));
        now += TimeSpan.FromSeconds(40);
        manager.Subscribe("c", i => heard.Add($"c{i}"));
        now += TimeSpan.FromSeconds(40);
        manager.Notify(observer => observer(2));
        Assert.Equal(["a1", "c1", "c2"], heard);
        Assert.Equal(1, manager.Count);
        manager.Unsubscribe("c");
        Assert.Empty(manager);
    }
}
