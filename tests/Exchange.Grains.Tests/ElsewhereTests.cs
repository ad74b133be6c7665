using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Grains.Tests.Support;
using Exchange.Ledger;

namespace Exchange.Grains.Tests;

/// <summary>What other activations of the same wallet and token did: commits of the test's play them.</summary>
public sealed class ElsewhereTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task What_is_built_on_an_order_that_another_activation_filled_first_is_built_anew()
    {
        await using var exchange = await TestExchange.Prepared();
        var hold = new CommitHold(exchange.Ledger);
        var wallet = exchange.Wallet("alice");
        var first = wallet.PlaceOrder(TestExchange.Buy("alice", "first", "BTC3L", "100"));
        var ours = await hold.NextAsync();
        var second = wallet.PlaceOrder(TestExchange.Buy("alice", "second", "BTC3L", "100"));
        Assert.Same(ours.Token!.Fate, (await hold.NextAsync()).Token!.BuiltOn);

        // The same order, with the same id, as an activation elsewhere filled it: into another state.
        exchange.Ledger.Gate = static _ => Task.CompletedTask;
        var until = ours.Token.State.FeeChargedUntil.AddSeconds(-1);
        var theirs = ours.Token with
        {
            State = ours.Token.State with { FeeChargedUntil = until },
            Fate = new TokenFate(),
        };
        Assert.Equal(
            CommitOutcome.Committed, (await exchange.Ledger.CommitAsync(ours with { Token = theirs })).Outcome);
        hold.Open();

        Assert.False((await first).IsRefused, (await first).Refusal.ToString());
        Assert.False((await second).IsRefused, (await second).Refusal.ToString());
        var token = (await exchange.Ledger.LoadTokenAsync("BTC3L"))!;
        Assert.Equal((2, until), (token.Revision.Version, token.State.FeeChargedUntil));
        Assert.Equal(Amount.FromInteger(800), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_is_refused_for_want_of_money_that_came_in_by_another_activation()
    {
        await using var exchange = await TestExchange.Prepared();
        var wallet = exchange.Wallet("alice");
        await exchange.DepositElsewhere("alice", "more", "5000");
        var bought = await wallet.PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "5500"));
        Assert.False(bought.IsRefused, bought.Refusal.ToString());
        await exchange.DepositElsewhere("alice", "again", "5000");
        var request = new TransferRequest("out", "USDT", Amount.FromInteger(5500));
        Assert.False((await wallet.Withdraw(request)).IsRefused);
        Assert.Equal(Amount.Zero, await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task An_order_that_another_activation_filled_is_not_refused_for_want_of_what_it_cost()
    {
        await using var exchange = await TestExchange.Prepared();
        var wallet = exchange.Wallet("alice");
        var request = TestExchange.Buy("alice", "1", "BTC3L", "1000");
        var filled = await FillElsewhere(exchange, request);
        var other = await wallet.PlaceOrder(TestExchange.Buy("alice", "2", "BTC3L", "1"));
        Assert.Equal(Refusal.InsufficientFunds, other.Refusal);
        var again = await wallet.PlaceOrder(request);
        Assert.Equal(filled.Id.ToString(), again.Value?.OrderId);
    }

    [Fact(Timeout = Limit)]
    public async Task What_was_filled_while_the_wallet_was_read_anew_is_not_lost_from_it()
    {
        await using var exchange = await TestExchange.Prepared();
        var wallet = exchange.Wallet("alice");
        await wallet.Get();
        await exchange.DepositElsewhere("alice", "more", "5000");
        var (read, reading) = (new TaskCompletionSource(), new TaskCompletionSource());
        exchange.Ledger.ReadGate = _ =>
        {
            reading.TrySetResult();
            return read.Task;
        };
        var large = wallet.PlaceOrder(TestExchange.Buy("alice", "large", "BTC3L", "3000"));
        await reading.Task;
        Assert.False((await wallet.PlaceOrder(TestExchange.Buy("alice", "small", "BTC3L", "100"))).IsRefused);

        var hold = new CommitHold(exchange.Ledger);
        read.SetResult();
        await hold.NextAsync();
        Assert.Equal(Amount.FromInteger(5900), await exchange.Balance("alice", "USDT"));
        hold.Open();
        Assert.False((await large).IsRefused, (await large).Refusal.ToString());
        Assert.Equal(Amount.FromInteger(2900), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task An_order_that_another_activation_filled_is_not_refused_for_the_price_of_today()
    {
        await using var exchange = await TestExchange.Prepared();
        var wallet = exchange.Wallet("alice");
        var request = TestExchange.Buy("alice", "1", "BTC3L", "100", "101");
        var filled = await FillElsewhere(exchange, request);
        await exchange.Mark("61000");
        var other = await wallet.PlaceOrder(request with { ClientOrderId = "2" });
        Assert.Equal(Refusal.PriceProtection, other.Refusal);
        var again = await wallet.PlaceOrder(request);
        Assert.Equal(filled.Id.ToString(), again.Value?.OrderId);
    }

    [Fact(Timeout = Limit)]
    public async Task An_order_that_its_token_still_executes_is_not_refused_for_want_of_money()
    {
        await using var exchange = await TestExchange.Prepared();
        var hold = new CommitHold(exchange.Ledger);

        // Handed to the token by a wallet that has gone since, with its silo.
        var request = TestExchange.Buy("alice", "first", "BTC3L", "600");
        var first = exchange.Token("BTC3L").Execute(request, Amount.FromInteger(600));
        await hold.NextAsync();
        var wallet = exchange.Wallet("alice");
        var other = wallet.PlaceOrder(TestExchange.Buy("alice", "other", "BTC3L", "900"));
        await hold.NextAsync();
        Assert.Equal(Refusal.OutcomeUnknown, (await wallet.PlaceOrder(request)).Refusal);

        hold.Open();
        var filled = (await first).Value!.Order;
        Assert.Equal(Refusal.InsufficientFunds, (await other).Refusal);
        Assert.Equal(filled.OrderId, (await wallet.PlaceOrder(request)).Value?.OrderId);
        Assert.Equal(Amount.FromInteger(400), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_token_whose_rebalance_another_activation_did_stands_down()
    {
        await using var exchange = await TestExchange.Prepared();
        Assert.False((await exchange.Wallet("alice").PlaceOrder(
            TestExchange.Buy("alice", "1", "BTC3L", "100"))).IsRefused);
        var before = (await exchange.Token("BTC3L").Get()).Value!.Nav.Sequence;
        exchange.Ledger.Gate = async ours =>
        {
            exchange.Ledger.Gate = static _ => Task.CompletedTask;
            var theirs = ours with { Token = ours.Token! with { Fate = new TokenFate() } };
            Assert.Equal(CommitOutcome.Committed, (await exchange.Ledger.CommitAsync(theirs)).Outcome);
        };
        exchange.Clock.AdvanceTo(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await exchange.Mark("60000");

        // Another activation numbers its values from another block.
        while ((await exchange.Token("BTC3L").Get()).Value!.Nav.Sequence < before + 500_000)
        {
            await Task.Delay(10);
            exchange.Clock.AdvanceTo(exchange.Clock.GetUtcNow().AddSeconds(1));
            await exchange.Mark("60000");
        }

        Assert.Single((await exchange.Token("BTC3L").ListRebalances(0, 10)).Value!.Rebalances);
    }

    // What this activation cannot commit, another one does.
    private static async Task<Entry> FillElsewhere(TestExchange exchange, OrderRequest request)
    {
        Commit? filled = null;
        exchange.Ledger.Fault = commit =>
        {
            filled = commit;
            return LedgerFault.Away;
        };
        Assert.Equal(Refusal.LedgerUnavailable, (await exchange.Wallet("alice").PlaceOrder(request)).Refusal);
        exchange.Ledger.Fault = static _ => LedgerFault.None;
        Assert.Equal(CommitOutcome.Committed, (await exchange.Ledger.CommitAsync(filled!)).Outcome);
        return filled!.Entry;
    }
}
