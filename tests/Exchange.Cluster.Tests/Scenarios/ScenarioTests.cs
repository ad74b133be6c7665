using Exchange.Cluster.Tests.Stacks;
using Exchange.Cluster.Tests.Support;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Cluster.Tests.Scenarios;

/// <summary>
/// What the exchange does is the same on the one silo of the bundled stack and on several of Microsoft Orleans.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class ScenarioTests(ServerFixture postgres)
{
    private const int Limit = 240_000;

    public static TheoryData<int> Silos => SiloSet.Sizes;

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task Orders_of_many_wallets_are_filled_once_and_the_ledger_adds_up(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos);
        string[] wallets = [.. Enumerable.Range(0, 12).Select(number => $"w{number}")];
        await Task.WhenAll(wallets.Select(wallet => cluster.Fund(wallet, "1000")));
        var orders = wallets.SelectMany(wallet => Enumerable.Range(0, 8)
            .Select(number => TestCluster.Buy(wallet, $"o{number}", "10"))).ToList();

        // Each twice at once, and once more after: one order each.
        var first = await Task.WhenAll(orders.Concat(orders)
            .Select(order => cluster.Wallet(order.WalletId).PlaceOrder(order)));
        Assert.All(first, answer => Assert.Equal(OrderStatus.Filled, answer.Value?.Status));
        for (var number = 0; number < orders.Count; number++)
        {
            var again = await cluster.Wallet(orders[number].WalletId).PlaceOrder(orders[number]);
            Assert.Equal(first[number].Value, again.Value);
            Assert.Equal(first[number].Value, first[number + orders.Count].Value);
        }

        foreach (var wallet in wallets)
        {
            Assert.Equal(Amount.FromInteger(920), await cluster.Balance(wallet, "USDT"));
            Assert.Equal(8, (await cluster.Wallet(wallet).ListOrders(null, 0, 100)).Orders.Count);
        }

        await cluster.AssertAudited();
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task Nobody_spends_what_he_has_not_however_many_try_at_once(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos);
        await cluster.Fund("poor", "100");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30)
            .Select(number => cluster.Wallet("poor").PlaceOrder(TestCluster.Buy("poor", $"o{number}", "30"))));
        Assert.Equal(3, answers.Count(answer => !answer.IsRefused));
        Assert.All(
            answers.Where(answer => answer.IsRefused),
            answer => Assert.Equal(Refusal.InsufficientFunds, answer.Refusal));
        var sold = await cluster.Wallet("poor").PlaceOrder(TestCluster.Sell("poor", "sell", "0.5"));
        Assert.Equal(OrderStatus.Filled, sold.Value?.Status);
        var paid = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            cluster.Wallet("poor").Withdraw(new TransferRequest("out", "USDT", Amount.FromInteger(10)))));
        Assert.Single(paid.Select(answer => answer.Value!.EntryId).Distinct());
        await cluster.AssertAudited();
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task A_rebalance_that_is_due_is_done_once_and_what_is_halted_takes_no_orders(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos);
        await cluster.Fund("alice", "1000");
        var bought = await cluster.Wallet("alice").PlaceOrder(TestCluster.Buy("alice", "1", "500"));
        Assert.False(bought.IsRefused);
        cluster.Clock.AdvanceTo(new DateTimeOffset(2026, 1, 2, 0, 0, 1, TimeSpan.Zero));
        await cluster.Mark("61000");
        await cluster.Mark("61000");
        var page = (await cluster.Token().ListRebalances(0, 10)).Value!;
        Assert.Equal(RebalanceKind.Scheduled, Assert.Single(page.Rebalances).Kind);

        Assert.False((await cluster.Token().Halt("a test")).IsRefused);
        var refused = await cluster.Wallet("alice").PlaceOrder(TestCluster.Buy("alice", "2", "5"));
        Assert.Equal(Refusal.TokenHalted, refused.Refusal);
        Assert.False((await cluster.Token().Resume()).IsRefused);
        Assert.False((await cluster.Wallet("alice").PlaceOrder(TestCluster.Buy("alice", "2", "5"))).IsRefused);
        await cluster.AssertAudited();
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task A_token_that_nobody_calls_comes_back_by_its_reminder_and_does_what_is_due(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos, new FastClock());
        const string Symbol = "BTC2L";
        var token = cluster.Client.GetGrain<ITokenGrain>(Symbol);
        var terms = TokenTerms.Usual(Symbol, TestCluster.Market, Amount.FromInteger(2)) with
        { StalenessLimitSeconds = 10 * 86_400 };
        Assert.False((await token.Create(terms)).IsRefused);
        await cluster.Fund("alice", "1000");
        var order = TestCluster.Buy("alice", "1", "500") with { Symbol = Symbol };
        Assert.False((await cluster.Wallet("alice").PlaceOrder(order)).IsRefused);
        await token.StandDown();
        cluster.Clock.AdvanceTo(new DateTimeOffset(2026, 1, 2, 0, 0, 1, TimeSpan.Zero));

        // From here on the clock alone moves: no mark comes, and nobody asks.
        IReadOnlyList<RecordedEntry> done = [];
        while (done.Count == 0)
        {
            cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddSeconds(1));
            await Task.Delay(100);
            done = await cluster.Ledger.ListEntriesAsync(new EntryQuery(null, Symbol, [EntryKind.Rebalance], 0, 10));
        }

        Assert.Single(done);
        await cluster.AssertAudited();
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task Net_asset_values_reach_whoever_listens_with_sequences_that_rise(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos);
        var listener = new NavListener();
        var observer = cluster.Client.CreateObjectReference<INavObserver>(listener);
        listener.Take((await Patiently.Ask(() => cluster.Token().Subscribe(observer, listener.Last))).Value!);
        for (var number = 1; number <= 5; number++)
        {
            cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddSeconds(1));
            await cluster.Mark($"{60_000 + number}");
        }

        await listener.Heard(Amount.FromInteger(60_005));
        listener.AssertRising();
        GC.KeepAlive(listener);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Silos))]
    public async Task One_reads_the_prices_until_it_stops_renewing(int silos)
    {
        await using var cluster = await TestCluster.Start(postgres, silos);
        var views = cluster.Set.Silos.Select(silo => silo.GetGrain<IFeedLeaseGrain>("live")).ToList();
        var (here, there) = (views[0], views[^1]);
        Assert.True(await Acquire(here, "a"));
        Assert.False(await Acquire(there, "b"));
        cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddSeconds(IFeedLeaseGrain.DurationSeconds - 1));
        Assert.True(await Acquire(here, "a"));
        cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddSeconds(IFeedLeaseGrain.DurationSeconds - 1));
        Assert.False(await Acquire(there, "b"));
        cluster.Clock.AdvanceTo(cluster.Clock.GetUtcNow().AddSeconds(1));
        Assert.True(await Acquire(there, "b"));
        Assert.False(await Acquire(here, "a"));
        await here.Release("a");
        Assert.False(await Acquire(here, "a"));
        await there.Release("b");
        Assert.True(await Acquire(here, "a"));
    }

    private static Task<bool> Acquire(IFeedLeaseGrain lease, string holder) =>
        Patiently.Ask(() => lease.Acquire(holder));
}
