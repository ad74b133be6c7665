using Exchange.Cluster.Tests.Support;
using Exchange.Contracts;
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
        var token = exchange.Token("BTC3L");
        var first = (await Patiently.Ask(() => token.Subscribe(observer, 0))).Value!;
        var same = await Patiently.Ask(() => token.Subscribe(observer, first.Sequence));
        Assert.Equal(first.Sequence, same.Value!.Sequence);

        // As if a newer activation had told this number, and had gone before the older one.
        var (heard, old) = await AskAboveAsync(token, observer);
        Assert.Equal(Refusal.Overloaded, old.Refusal);
        var next = await Patiently.Ask(() => token.Subscribe(observer, heard));
        while (next.IsRefused)
        {
            next = await Patiently.Ask(() => token.Subscribe(observer, heard));
        }

        Assert.True(next.Value!.Sequence > heard);
    }

    // An answer that does not come in time is another activation's when it is asked for again, so all is asked anew.
    private static async Task<(long Heard, Answer<NavUpdate> Answer)> AskAboveAsync(
        ITokenGrain token, INavObserver observer)
    {
        while (true)
        {
            var told = await Patiently.Ask(() => token.Subscribe(observer, 0));
            if (told.Value is not { Sequence: var sequence })
            {
                continue;
            }

            try
            {
                return (sequence + 1_000, await token.Subscribe(observer, sequence + 1_000));
            }
            catch (TimeoutException)
            {
                // Whoever had it may be gone by now.
            }
        }
    }

    private sealed class Deaf : INavObserver
    {
        public Task OnNav(NavUpdate update) => Task.CompletedTask;
    }
}
