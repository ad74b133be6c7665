using Exchange.Cluster.Tests.Support;
using Exchange.Contracts.Tokens;
using Exchange.Domain.Money;

namespace Exchange.Cluster.Tests.Silos;

/// <summary>Silos go, come and are killed under load; orders and streams go on.</summary>
[Collection(ServerCollection.Name)]
public sealed class MembershipTests(ServerFixture postgres)
{
    private const int Limit = 240_000;
    private static readonly string[] Wallets = ["w0", "w1", "w2", "w3", "w4", "w5"];

    [SeveralSilosFact(Timeout = Limit)]
    public async Task A_silo_is_killed() => await UnderLoad(
        async (cluster, load) =>
        {
            await cluster.Set.Kill(Math.Max(0, await cluster.Set.SiloOf(cluster.Token())));
            await load.GoesOn();
        },
        kills: true);

    [SeveralSilosFact(Timeout = Limit)]
    public async Task A_silo_goes_in_order() => await UnderLoad(async (cluster, load) =>
    {
        await cluster.Set.Leave(Math.Max(0, await cluster.Set.SiloOf(cluster.Token())));
        await load.GoesOn();
    });

    [SeveralSilosFact(Timeout = Limit)]
    public async Task A_silo_joins_and_tokens_that_stand_down_go_on_wherever_they_are_placed() =>
        await UnderLoad(async (cluster, load) =>
        {
            await cluster.Set.Join();
            Assert.Equal(4, cluster.Set.Silos.Count);
            await load.GoesOn();
            await cluster.Token().StandDown();
            await load.GoesOn();
            Assert.InRange(await cluster.Set.SiloOf(cluster.Token()), 0, 3);
        });

    // Marks and a stream of values go on all the while, the stream renewed as gateways renew it.
    private async Task UnderLoad(Func<TestCluster, Load, Task> happens, bool kills = false)
    {
        await using var cluster = await TestCluster.Start(postgres, 3, kills: kills);
        await Task.WhenAll(Wallets.Select(wallet => cluster.Fund(wallet, "100000")));
        var listener = new NavListener();
        var observer = cluster.Client.CreateObjectReference<INavObserver>(listener);
        using var enough = new CancellationTokenSource();
        var market = Market(cluster, listener, observer, enough.Token);
        var load = new Load(cluster, Wallets, _ => cluster.Client);
        load.Start();
        await load.GoesOn();
        await happens(cluster, load);
        await enough.CancelAsync();
        var last = await market;
        await listener.Heard(last);
        listener.AssertRising();
        await load.EndAndCheck(Amount.FromInteger(100_000));
        GC.KeepAlive(listener);
    }

    private static async Task<Amount> Market(
        TestCluster cluster, NavListener listener, INavObserver observer, CancellationToken enough)
    {
        for (var number = 1; ; number++)
        {
            var price = 60_000 + (number % 50);
            try
            {
                await Renew(cluster, listener, observer);
                cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddMilliseconds(100));
                await cluster.Mark($"{price}");
                if (enough.IsCancellationRequested)
                {
                    // Once more for a token that a moment ago was elsewhere.
                    await Renew(cluster, listener, observer);
                    return Amount.FromInteger(price);
                }
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // Its silo is gone; the next attempt finds another.
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    // An activation below what was heard refuses and goes; the next is above.
    private static async Task Renew(TestCluster cluster, NavListener listener, INavObserver observer)
    {
        while (true)
        {
            if ((await cluster.Token().Subscribe(observer, listener.Last)).Value is { } update)
            {
                listener.Take(update);
                return;
            }

            await Task.Delay(20);
        }
    }
}
