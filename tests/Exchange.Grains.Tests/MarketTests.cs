using Exchange.Contracts.Markets;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>What a market keeps of its marks, and that keeping them does not hold them up.</summary>
public sealed class MarketTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task After_a_crash_the_first_price_is_judged_by_the_mark_that_was_kept()
    {
        var storage = new FlakyStorage();
        await using var before = await TestExchange.Start(storage: storage);
        await before.List("BTC3L", 3);
        await before.Mark("60000");

        // Nobody put the market away in order: what it did not keep while it lived is lost.
        await using var after = await TestExchange.Start(storage: storage);
        var told = await after.Mark("6000");
        Assert.Equal(0, told.Accepted);
        Assert.Equal(Refusal.MarkQuarantined, Assert.Single(told.Refused).Refusal);
        Assert.Equal(1, (await after.Mark("60100")).Accepted);
    }

    [Fact(Timeout = Limit)]
    public async Task A_mark_that_came_before_the_first_token_is_kept_when_that_is_listed()
    {
        var storage = new FlakyStorage();
        await using var before = await TestExchange.Start(storage: storage);
        await before.Mark("60000");
        await before.List("BTC3L", 3);
        await using var after = await TestExchange.Start(storage: storage);
        Assert.Equal(0, (await after.Mark("6000")).Accepted);
    }

    [Fact(Timeout = Limit)]
    public async Task Storage_that_is_away_keeps_no_mark_from_the_tokens()
    {
        var storage = new FlakyStorage();
        await using var exchange = await TestExchange.Start(storage: storage);
        await exchange.List("BTC3L", 3);
        await exchange.Fund("alice", "1000");
        storage.FailsBefore = static name => name == "market";
        Assert.Equal(1, (await exchange.Mark("60000")).Accepted);
        var order = await exchange.Wallet("alice").PlaceOrder(TestExchange.Buy("alice", "1", "BTC3L", "100"));
        Assert.Equal(Amount.FromInteger(60_000), order.Value!.Fill!.Mark);
        Assert.DoesNotContain("60000", Assert.Single(storage.Kept("market")), StringComparison.Ordinal);
    }
}
