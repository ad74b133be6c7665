using Exchange.Domain.Markets;
using Exchange.Feeds.Live;
using Exchange.Feeds.Synthetic;
using static Exchange.Feeds.Tests.Money;

namespace Exchange.Feeds.Tests.Live;

/// <summary>Which source the kind <c>auto</c> comes to, and how long that takes at most.</summary>
public sealed class AutoFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongerThanThePatience = TimeSpan.FromHours(1);

    [Fact]
    public async Task Live_if_an_exchange_answers()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.KrakenAsync("BTC-USD", "9");
            await session.SilenceAsync();
        });
        using var nobody = new Nobody();
        var options = Options(("kraken", server.Address), ("coinbase", nobody.Address));
        var feed = await AutoAsync(new WallClock(Times.Start), options with { ProbeLimit = LongerThanThePatience });
        Assert.IsType<LiveSource>(feed.Source);
        Assert.Equal("live prices: kraken", feed.Description);
        Assert.Null(feed.Clock);
        Assert.Equal(Of("9"), (await FirstAsync(feed.Source)).Price);
    }

    [Fact]
    public async Task Synthetic_after_five_seconds_in_which_no_exchange_answers()
    {
        await using var server = await TickerServer.StartAsync(session => session.SilenceAsync());
        var clock = new FastClock(100);
        var feed = await AutoAsync(clock, Options(("kraken", server.Address), ("coinbase", server.Address)));
        Assert.IsType<SyntheticSource>(feed.Source);
        Assert.Equal(
            "no live source answered within 5 s: synthetic prices, seed 42", feed.Description);

        // No timer that could hold up the choice runs longer than the limit, but those of the connections themselves.
        Assert.Contains(TimeSpan.FromSeconds(5), clock.Waits);
        Assert.True((await FirstAsync(feed.Source)).Price.IsPositive);
    }

    [Fact]
    public async Task Synthetic_at_once_where_nobody_listens()
    {
        using var nobody = new Nobody();

        // A clock whose timers never fire: whatever waited for one would wait for ever.
        var feed = await AutoAsync(
            new StoppedClock(), Options(("kraken", nobody.Address), ("coinbase", nobody.Address)));
        Assert.IsType<SyntheticSource>(feed.Source);
    }

    [Fact]
    public async Task A_wrong_option_is_told_before_anything_is_asked()
    {
        await using var server = await TickerServer.StartAsync(
            _ => throw new InvalidOperationException("nothing was to be asked"));
        var options = Options(("kraken", server.Address)) with { Markets = ["DOGE-USD"] };
        var fault = await Assert.ThrowsAsync<FeedOptionsException>(
            () => PriceSourceFactory.CreateAsync(options, TimeProvider.System));
        Assert.Contains("DOGE-USD needs a start price", fault.Message, StringComparison.Ordinal);
    }

    private static FeedOptions Options(params (string Exchange, Uri Address)[] endpoints) => new()
    {
        Endpoints = endpoints.ToDictionary(each => each.Exchange, each => each.Address.ToString()),
    };

    private static Task<PriceFeed> AutoAsync(TimeProvider time, FeedOptions options) =>
        PriceSourceFactory.CreateAsync(options, time).WaitAsync(Patience);

    private static async Task<PriceTick> FirstAsync(IPriceSource source)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var batch in source.ReadAsync(limit.Token))
            return batch[0];

        throw new InvalidOperationException("The source ended.");
    }
}
