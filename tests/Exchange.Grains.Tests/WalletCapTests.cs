using Exchange.Contracts;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>A wallet's cap, which orders under way together must not pass together.</summary>
public sealed class WalletCapTests
{
    private const int Limit = 60_000;

    private static readonly Amount Cap = Amount.FromInteger(2);

    [Fact(Timeout = Limit)]
    public async Task Many_orders_at_once_never_pass_it()
    {
        await using var exchange = await Capped();
        var answers = await Buy(exchange, "many", 40);
        var units = await exchange.Balance("alice", "BTC3L");
        var one = answers.First(answer => !answer.IsRefused).Value!.Fill!.Units;
        Assert.True(units <= Cap, $"{units}");
        Assert.True(units + one > Cap, $"{units}");
        Assert.All(
            answers.Where(answer => answer.IsRefused), answer => Assert.Equal(Refusal.WalletCap, answer.Refusal));
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_sold_may_be_bought_again_and_each_wallet_has_its_own()
    {
        await using var exchange = await Capped();
        var bought = (await Buy(exchange, "first", 40)).Where(answer => !answer.IsRefused).ToList();
        var sale = TestExchange.Sell("alice", "sale", "BTC3L", bought[0].Value!.Fill!.Units);
        Assert.False((await exchange.Wallet("alice").PlaceOrder(sale)).IsRefused);
        Assert.Single(await Buy(exchange, "again", 3), answer => !answer.IsRefused);

        await exchange.Fund("bob", "1000");
        var other = await exchange.Wallet("bob").PlaceOrder(TestExchange.Buy("bob", "1", "BTC3L", "100"));
        Assert.False(other.IsRefused, other.Refusal.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Orders_that_failed_do_not_count_and_a_new_activation_counts_the_others()
    {
        await using var exchange = await Capped();
        exchange.Ledger.Fault = static commit =>
            commit.Entry.Kind == EntryKind.Creation ? LedgerFault.BeforeLanding : LedgerFault.None;
        Assert.All(await Buy(exchange, "lost", 10), answer => Assert.True(answer.IsRefused));
        exchange.Ledger.Fault = static _ => LedgerFault.None;
        var filled = (await Buy(exchange, "first", 2)).Count(answer => !answer.IsRefused);
        Assert.Equal(2, filled);

        await exchange.Token("BTC3L").StandDown();
        await exchange.Mark("60000");
        await Buy(exchange, "second", 40);
        var units = await exchange.Balance("alice", "BTC3L");
        Assert.True(units <= Cap && units + Amount.Parse("0.26") > Cap, $"{units}");
    }

    [Fact(Timeout = Limit)]
    public async Task An_order_that_is_under_way_is_not_refused_for_itself()
    {
        await using var exchange = await Capped();
        var hold = new CommitHold(exchange.Ledger, commit => commit.Entry.Kind == EntryKind.Creation);

        // More than half of what the cap allows, twice: by a wallet that began anew between.
        var order = TestExchange.Buy("alice", "same", "BTC3L", "150");
        var first = exchange.Token("BTC3L").Execute(order, Amount.FromInteger(150));
        await hold.NextAsync();
        var second = exchange.Token("BTC3L").Execute(order, Amount.FromInteger(150));
        await exchange.Token("BTC3L").Get();
        Assert.False(second.IsCompleted);
        hold.Open();
        Assert.Equal(OrderStatus.Filled, (await first).Value!.Order.Status);
        Assert.Equal((await first).Value, (await second).Value);
    }

    private static async Task<TestExchange> Capped()
    {
        var exchange = await TestExchange.Start();
        await exchange.List("BTC3L", 3, terms => terms with { WalletCap = Cap });
        await exchange.Mark("60000");
        await exchange.Fund("alice", "10000");
        return exchange;
    }

    // Each of about a quarter of a unit.
    private static Task<Answer<Order>[]> Buy(TestExchange exchange, string name, int count) => Task.WhenAll(
        Enumerable.Range(0, count).Select(number => exchange.Wallet("alice").PlaceOrder(
            TestExchange.Buy("alice", $"{name}-{number}", "BTC3L", "25"))));
}
