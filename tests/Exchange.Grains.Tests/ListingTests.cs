using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>A listing that is cut off at any of its writes is finished by repeating it.</summary>
public sealed class ListingTests
{
    private const int Limit = 60_000;
    private static readonly TokenTerms Terms =
        TokenTerms.Usual("BTC3L", TestExchange.Market, Amount.FromInteger(3));

    [Theory(Timeout = Limit)]
    [InlineData("token", true)]
    [InlineData("token", false)]
    [InlineData("listing", true)]
    [InlineData("listing", false)]
    [InlineData("market", true)]
    [InlineData("market", false)]
    public async Task A_listing_whose_write_failed_is_durable_everywhere_once_it_is_answered(string name, bool landed)
    {
        var storage = new FlakyStorage();
        await using var exchange = await TestExchange.Start(storage: storage);
        await exchange.Mark("60000");
        var fails = 1;
        Func<string, bool> once = written => written == name && Interlocked.Exchange(ref fails, 0) == 1;
        (storage.FailsBefore, storage.FailsAfter) = landed ? (storage.FailsBefore, once) : (once, storage.FailsAfter);

        await Assert.ThrowsAnyAsync<Exception>(() => exchange.Token("BTC3L").Create(Terms));
        Assert.Equal(0, fails);
        while (await Refused(exchange))
        {
            // An activation that is on its way out may fail the call once more.
        }

        Assert.Contains("BTC3L", Assert.Single(storage.Kept("token")), StringComparison.Ordinal);
        Assert.Contains("BTC3L", Assert.Single(storage.Kept("listing")), StringComparison.Ordinal);
        Assert.Contains("BTC3L", Assert.Single(storage.Kept("market")), StringComparison.Ordinal);
        await exchange.Mark("61000");
        Assert.Equal(Amount.Parse("61000"), (await exchange.Token("BTC3L").Get()).Value!.Nav.Mark);
    }

    private static async Task<bool> Refused(TestExchange exchange)
    {
        try
        {
            return (await exchange.Token("BTC3L").Create(Terms)).IsRefused;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return true;
        }
    }
}
