using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>Orders from the wallet through the token into the ledger and back.</summary>
public sealed class OrderTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_buy_and_a_sale_move_exactly_what_they_say()
    {
        await using var exchange = await TestExchange.Prepared();

        var bought = (await exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "100"))).Value!;
        Assert.Equal(OrderStatus.Filled, bought.Status);
        Assert.Equal(Amount.FromInteger(100), bought.Fill!.Quote);
        Assert.Equal(Amount.FromInteger(900), await exchange.Balance("alice", "USDT"));
        Assert.Equal(bought.Fill.Units, await exchange.Balance("alice", "BTC3L"));

        var sale = TestExchange.Sell("alice", "2", "BTC3L", bought.Fill.Units);
        var sold = (await exchange.Wallet("alice").PlaceOrder(sale)).Value!;
        Assert.Equal(Amount.FromInteger(900) + sold.Fill!.Quote, await exchange.Balance("alice", "USDT"));
        Assert.Equal(Amount.Zero, await exchange.Balance("alice", "BTC3L"));
        Assert.True(sold.Fill.Quote < Amount.FromInteger(100));
    }

    [Fact(Timeout = Limit)]
    public async Task The_same_id_is_one_order_at_once_later_and_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("exchange-grains-").FullName;
        Order first;
        await using (var exchange = await TestExchange.Start(folder))
        {
            await exchange.List("BTC3L", 3);
            await exchange.Mark("60000");
            await exchange.Fund("alice", "1000");
            var request = TestExchange.Buy("alice", "same", "BTC3L", "100");
            var all = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => exchange.Wallet("alice").PlaceOrder(request)));
            first = all[0].Value!;
            Assert.All(all, answer => Assert.Equal(first, answer.Value));
            Assert.Equal(first, (await exchange.Wallet("alice").PlaceOrder(request)).Value);
            Assert.Equal(Amount.FromInteger(900), await exchange.Balance("alice", "USDT"));
        }

        await using (var exchange = await TestExchange.Start(folder))
        {
            await exchange.List("BTC3L", 3);
            await exchange.Mark("61000");
            var request = TestExchange.Buy("alice", "same", "BTC3L", "500");
            Assert.Equal(first, (await exchange.Wallet("alice").PlaceOrder(request)).Value);
            Assert.Equal(Amount.FromInteger(900), await exchange.Balance("alice", "USDT"));
        }

        Directory.Delete(folder, true);
    }

    [Fact(Timeout = Limit)]
    public async Task Whoever_repeats_an_order_that_is_long_past_troubles_its_token_once()
    {
        var folder = Directory.CreateTempSubdirectory("exchange-grains-").FullName;
        var request = TestExchange.Buy("alice", "past", "BTC3L", "100");
        await using (var exchange = await TestExchange.Start(folder))
        {
            await exchange.List("BTC3L", 3);
            await exchange.Mark("60000");
            await exchange.Fund("alice", "1000");
            Assert.False((await exchange.Wallet("alice").PlaceOrder(request)).IsRefused);
            for (var number = 0; number < 64; number++)
            {
                await exchange.Fund("alice", $"0.{number + 1:00}");
            }
        }

        await using (var exchange = await TestExchange.Start(folder))
        {
            await exchange.List("BTC3L", 3);
            await exchange.Mark("61000");
            var commits = 0;
            exchange.Ledger.Fault = _ =>
            {
                commits++;
                return LedgerFault.None;
            };
            for (var repetition = 0; repetition < 3; repetition++)
            {
                Assert.Equal("past", (await exchange.Wallet("alice").PlaceOrder(request)).Value!.Request.ClientOrderId);
            }

            Assert.Equal(1, commits);
        }

        Directory.Delete(folder, true);
    }

    [Fact(Timeout = Limit)]
    public async Task Many_orders_at_once_never_spend_the_same_money()
    {
        await using var exchange = await TestExchange.Prepared();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", $"{number}", "BTC3L", "25"))));
        Assert.Equal(40, answers.Count(answer => !answer.IsRefused));
        Assert.All(
            answers.Where(answer => answer.IsRefused),
            answer => Assert.Equal(Refusal.InsufficientFunds, answer.Refusal));
        Assert.Equal(Amount.Zero, await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task Each_reason_is_its_own()
    {
        await using var exchange = await TestExchange.Start();
        async Task Refused(Refusal refusal, OrderRequest request) =>
            Assert.Equal(refusal, (await exchange.Wallet("alice").PlaceOrder(request)).Refusal);

        await exchange.Fund("alice", "1000");
        await Refused(Refusal.UnknownSymbol, TestExchange.Buy("alice", "1", "BTC9L", "100"));
        await exchange.List("BTC3L", 3);
        await Refused(Refusal.StalePrice, TestExchange.Buy("alice", "1", "BTC3L", "100"));
        await exchange.Mark("60000");
        await Refused(Refusal.InsufficientFunds, TestExchange.Buy("alice", "1", "BTC3L", "1000.00000001"));
        await Refused(Refusal.BelowMinimum, TestExchange.Buy("alice", "1", "BTC3L", "0.99"));
        await Refused(Refusal.AmountNotPositive, TestExchange.Buy("alice", "1", "BTC3L", "0"));
        await Refused(Refusal.PriceProtection, TestExchange.Buy("alice", "1", "BTC3L", "100", "99"));
        await Refused(Refusal.InsufficientFunds, TestExchange.Sell("alice", "1", "BTC3L", Amount.One));
        await exchange.Token("BTC3L").Halt("test");
        await Refused(Refusal.TokenHalted, TestExchange.Buy("alice", "1", "BTC3L", "100"));
        await exchange.Token("BTC3L").Resume();
        exchange.Clock.AdvanceTo(exchange.Clock.GetUtcNow().AddSeconds(31));
        await Refused(Refusal.StalePrice, TestExchange.Buy("alice", "1", "BTC3L", "100"));
        Assert.Equal(Amount.FromInteger(1000), await exchange.Balance("alice", "USDT"));
        await exchange.Mark("60000");
        Assert.False((await exchange.Wallet("alice").PlaceOrder(
            TestExchange.Buy("alice", "1", "BTC3L", "100"))).IsRefused);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_resolved_by_the_ledger(bool landed)
    {
        await using var exchange = await TestExchange.Prepared();
        var once = true;
        exchange.Ledger.Fault = commit =>
        {
            var hit = once && commit.Entry.Kind == EntryKind.Creation;
            once &= !hit;
            return !hit ? LedgerFault.None : landed ? LedgerFault.AfterLanding : LedgerFault.BeforeLanding;
        };
        var request = TestExchange.Buy("alice", "lost", "BTC3L", "100");
        var answer = await exchange.Wallet("alice").PlaceOrder(request);
        Assert.Equal(landed ? Refusal.None : Refusal.OrderVoided, answer.Refusal);
        Assert.Equal(Amount.FromInteger(landed ? 900 : 1000), await exchange.Balance("alice", "USDT"));

        // Whatever it was, it stays so, and the next order is none the worse.
        Assert.Equal(answer.Refusal, (await exchange.Wallet("alice").PlaceOrder(request)).Refusal);
        var next = await exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", "next", "BTC3L", "100"));
        Assert.False(next.IsRefused, next.Refusal.ToString());
        Assert.Equal(Amount.FromInteger(landed ? 800 : 900), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_commit_that_the_ledger_refuses_in_place_is_not_waited_for()
    {
        await using var exchange = await TestExchange.Prepared();
        var order = TestExchange.Buy("alice", "o-1", "BTC3L", "100");
        exchange.Ledger.Fault = static _ => LedgerFault.InPlace;
        Assert.Equal(Refusal.LedgerUnavailable, (await exchange.Wallet("alice").PlaceOrder(order)).Refusal);
        exchange.Ledger.Fault = static _ => LedgerFault.None;
        Assert.False((await exchange.Wallet("alice").PlaceOrder(order)).IsRefused);
    }

    [Fact(Timeout = Limit)]
    public async Task A_ledger_that_is_away_refuses_at_once_and_leaves_the_id_free()
    {
        await using var exchange = await TestExchange.Prepared();
        exchange.Ledger.Fault = static _ => LedgerFault.Away;
        var request = TestExchange.Buy("alice", "away", "BTC3L", "100");
        Assert.Equal(Refusal.LedgerUnavailable, (await exchange.Wallet("alice").PlaceOrder(request)).Refusal);

        exchange.Ledger.Fault = static _ => LedgerFault.None;
        var answer = await exchange.Wallet("alice").PlaceOrder(request);
        Assert.False(answer.IsRefused, answer.Refusal.ToString());
        Assert.Equal(Amount.FromInteger(900), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task While_a_ledger_that_is_away_has_yet_to_say_what_became_of_one_order_others_do_not_wait_for_it()
    {
        await using var exchange = await TestExchange.Prepared();
        var hold = new CommitHold(exchange.Ledger, commit => commit.Entry.Cause == "first");
        exchange.Ledger.Fault = commit => commit.Entry.Cause == "first" ? LedgerFault.None : LedgerFault.Away;
        var wallet = exchange.Wallet("alice");
        var first = wallet.PlaceOrder(TestExchange.Buy("alice", "first", "BTC3L", "100"));
        await hold.NextAsync();
        foreach (var id in new[] { "second", "third", "fourth" })
        {
            var answer = await wallet.PlaceOrder(TestExchange.Buy("alice", id, "BTC3L", "100"));
            Assert.Equal(Refusal.LedgerUnavailable, answer.Refusal);
        }

        exchange.Ledger.Fault = static _ => LedgerFault.None;
        hold.Open();
        Assert.False((await first).IsRefused, (await first).Refusal.ToString());
        Assert.False((await wallet.PlaceOrder(TestExchange.Buy("alice", "second", "BTC3L", "100"))).IsRefused);
        Assert.Equal(Amount.FromInteger(800), await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task An_order_the_queue_has_no_room_for_takes_none_before_it_along()
    {
        await using var exchange = await TestExchange.Prepared();
        var before = (await exchange.Token("BTC3L").Get()).Value!.Nav.Sequence;
        var hold = new CommitHold(exchange.Ledger, commit => commit.Entry.Cause == "first");
        exchange.Ledger.Fault = commit => commit.Entry.Cause == "second" ? LedgerFault.Full : LedgerFault.None;
        var wallet = exchange.Wallet("alice");
        var first = wallet.PlaceOrder(TestExchange.Buy("alice", "first", "BTC3L", "100"));
        await hold.NextAsync();
        var second = await wallet.PlaceOrder(TestExchange.Buy("alice", "second", "BTC3L", "100"));
        Assert.Equal(Refusal.Overloaded, second.Refusal);
        var third = wallet.PlaceOrder(TestExchange.Buy("alice", "third", "BTC3L", "100"));
        hold.Open();
        Assert.False((await first).IsRefused, (await first).Refusal.ToString());
        Assert.False((await third).IsRefused, (await third).Refusal.ToString());
        Assert.Equal(Amount.FromInteger(800), await exchange.Balance("alice", "USDT"));

        // The same activation still: another one would have taken the next block of a million numbers.
        Assert.InRange((await exchange.Token("BTC3L").Get()).Value!.Nav.Sequence, before, before + 1000);
    }

    [Fact(Timeout = Limit)]
    public async Task A_withdrawal_answers_with_what_is_left_and_nothing_held()
    {
        await using var exchange = await TestExchange.Prepared();
        var request = new TransferRequest("out", "USDT", Amount.FromInteger(400));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var done = (await exchange.Wallet("alice").Withdraw(request)).Value!;
            Assert.Equal(Amount.FromInteger(-400), done.Value);
            Assert.Equal([new BalanceView("USDT", Amount.FromInteger(600), Amount.Zero)], done.Wallet.Balances);
        }

        var more = new TransferRequest("more", "USDT", Amount.Parse("600.00000001"));
        Assert.Equal(Refusal.InsufficientFunds, (await exchange.Wallet("alice").Withdraw(more)).Refusal);
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_is_traded_while_a_jump_of_the_price_waits_to_be_confirmed()
    {
        await using var exchange = await TestExchange.Prepared();
        var wallet = exchange.Wallet("alice");
        await exchange.Mark("20000");
        var doubted = (await exchange.Token("BTC3L").Get()).Value!;
        Assert.Equal((Quality.Halted, Amount.FromInteger(60_000)), (doubted.Nav.Quality, doubted.Nav.Mark));
        var refused = await wallet.PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "100"));
        Assert.Equal(Refusal.PriceUnconfirmed, refused.Refusal);
        Assert.Equal(Refusal.PriceUnconfirmed, (await exchange.Token("BTC3L").Rebalance("r")).Refusal);

        await exchange.Mark("60100");
        Assert.Equal(Quality.Live, (await exchange.Token("BTC3L").Get()).Value!.Nav.Quality);
        Assert.False((await wallet.PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "100"))).IsRefused);
        for (var mark = 0; mark < 4; mark++)
        {
            await exchange.Mark("40000");
        }

        // Confirmed: the market did fall by a third, and a token of three times that is knocked out.
        Assert.Equal(Quality.Terminated, (await exchange.Token("BTC3L").Get()).Value!.Nav.Quality);
    }
}
