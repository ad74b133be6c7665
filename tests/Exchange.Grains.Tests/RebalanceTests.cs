using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>Rebalances happen once: on time, late after a silence, and at once when leverage leaves its band.</summary>
public sealed class RebalanceTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_scheduled_rebalance_happens_once_and_lands_on_target()
    {
        await using var exchange = await Prepared();
        await exchange.Mark("61000");
        exchange.Clock.AdvanceTo(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await exchange.Mark("62000");
        await exchange.Mark("62000");
        var done = await Rebalances(exchange);
        var rebalance = Assert.Single(done);
        Assert.Equal(RebalanceKind.Scheduled, rebalance.Kind);
        Assert.False(rebalance.Late);
        Assert.True((rebalance.LeverageAfter - Amount.FromInteger(3)).Abs() <= Amount.Parse("0.001"));
        Assert.True(rebalance.Traded.IsPositive, "after a rise a 3x long buys");
        Assert.True(rebalance.ManagementFee.IsPositive);
    }

    [Fact(Timeout = Limit)]
    public async Task What_fell_due_while_the_market_was_silent_is_done_late_once()
    {
        await using var exchange = await Prepared();
        exchange.Clock.AdvanceTo(new DateTimeOffset(2026, 1, 4, 9, 0, 0, TimeSpan.Zero));
        await exchange.Mark("60000");
        await exchange.Mark("60001");
        var rebalance = Assert.Single(await Rebalances(exchange));
        Assert.True(rebalance.Late);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), rebalance.DueAt);
        var token = (await exchange.Token("BTC3L").Get()).Value!;
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), token.NextRebalanceAt);
    }

    [Fact(Timeout = Limit)]
    public async Task A_losing_token_is_rebalanced_at_once_and_a_gap_knocks_it_out()
    {
        await using var exchange = await Prepared();
        await exchange.Mark("53000");
        var interim = Assert.Single(await Rebalances(exchange));
        Assert.Equal(RebalanceKind.Interim, interim.Kind);
        Assert.True(interim.LeverageBefore >= Amount.FromInteger(4));
        Assert.True(interim.Traded.IsNegative, "after a fall a 3x long sells");

        for (var confirmation = 0; confirmation < 4; confirmation++)
        {
            await exchange.Mark("33000");
        }

        var token = (await exchange.Token("BTC3L").Get()).Value!;
        Assert.Equal(TokenStatus.Terminated, token.Status);
        Assert.Equal(Amount.Zero, token.Nav.Nav);
        var order = await exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", "late", "BTC3L", "10"));
        Assert.Equal(Refusal.Terminated, order.Refusal);
    }

    [Fact(Timeout = Limit)]
    public async Task Manual_rebalance_and_funding_are_done_once_by_their_id()
    {
        await using var exchange = await Prepared();
        await exchange.Mark("61000");
        var first = (await exchange.Token("BTC3L").Rebalance("r1")).Value!;
        Assert.Equal(first, (await exchange.Token("BTC3L").Rebalance("r1")).Value);
        Assert.Single(await Rebalances(exchange));
        var paid = (await exchange.Token("BTC3L").ApplyFunding(Amount.Parse("0.0001"), "f1")).Value!;
        Assert.True(paid.Paid.IsPositive);
        Assert.Equal(paid, (await exchange.Token("BTC3L").ApplyFunding(Amount.Parse("0.0002"), "f1")).Value);
    }

    private static async Task<TestExchange> Prepared()
    {
        var exchange = await TestExchange.Start();
        await exchange.List("BTC3L", 3);
        await exchange.Mark("60000");
        await exchange.Fund("alice", "1000");
        var bought = await exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "500"));
        Assert.False(bought.IsRefused, bought.Refusal.ToString());
        return exchange;
    }

    private static async Task<IReadOnlyList<RebalanceRecord>> Rebalances(TestExchange exchange) =>
        (await exchange.Token("BTC3L").ListRebalances(0, 100)).Value!.Rebalances;
}
