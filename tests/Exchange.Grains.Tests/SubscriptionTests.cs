using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>What a gateway that follows a token is told.</summary>
public sealed class SubscriptionTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task An_activation_below_what_a_gateway_has_heard_goes_and_the_next_is_above()
    {
        await using var exchange = await TestExchange.Prepared();
        var observer = exchange.Grains.CreateObjectReference<INavObserver>(new Deaf());
        var first = (await exchange.Token("BTC3L").Subscribe(observer, 0)).Value!;
        var same = await exchange.Token("BTC3L").Subscribe(observer, first.Sequence);
        Assert.Equal(first.Sequence, same.Value!.Sequence);

        // As if a newer activation had told this number, and had gone before the older one.
        var heard = first.Sequence + 1_000;
        var old = await exchange.Token("BTC3L").Subscribe(observer, heard);
        Assert.Equal(Refusal.Overloaded, old.Refusal);
        var next = await exchange.Token("BTC3L").Subscribe(observer, heard);
        while (next.IsRefused)
        {
            next = await exchange.Token("BTC3L").Subscribe(observer, heard);
        }

        Assert.True(next.Value!.Sequence > heard);
    }

    private sealed class Deaf : INavObserver
    {
        public Task OnNav(NavUpdate update) => Task.CompletedTask;
    }
}
