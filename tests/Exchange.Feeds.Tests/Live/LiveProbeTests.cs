using Exchange.Feeds.Live;

namespace Exchange.Feeds.Tests.Live;

public sealed class LiveProbeTests
{
    /// <summary>Of a test with a probe that hangs; one that waits for its whole limit would outlast it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongerThanThePatience = TimeSpan.FromHours(1);

    [Fact]
    public async Task Every_exchange_that_quotes_is_named_in_order()
    {
        await using var kraken = await TickerServer.StartAsync(KrakenAsync);
        await using var coinbase = await TickerServer.StartAsync(async session =>
        {
            await session.PauseAsync(50);
            await session.CoinbaseAsync("BTC-USD", "1");
            await session.SilenceAsync();
        });

        // Where timers never fire, the second exchange has as long as it needs.
        Assert.Equal(
            ["coinbase", "kraken"],
            await ProbeAsync(Reader.Options(coinbase.As("coinbase"), kraken.As("kraken")), new StoppedClock()));
    }

    [Fact]
    public async Task One_that_quotes_is_enough_and_the_silent_one_is_not_waited_for()
    {
        await using var kraken = await TickerServer.StartAsync(KrakenAsync);
        await using var coinbase = await TickerServer.StartAsync(session => session.SilenceAsync());
        var options = Reader.Options(coinbase.As("coinbase"), kraken.As("kraken"));
        Assert.Equal(["kraken"], await ProbeAsync(options with { ProbeLimit = LongerThanThePatience }));
    }

    [Fact]
    public async Task One_that_talks_without_a_price_does_not_answer()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.SendAsync(Samples.CoinbaseSubscriptions);
            await session.SendAsync(Samples.CoinbaseHeartbeat);
            await session.SilenceAsync();
        });
        var options = Reader.Options(server.As("coinbase")) with { ProbeLimit = TimeSpan.FromMilliseconds(400) };
        Assert.Empty(await ProbeAsync(options));
    }

    [Fact]
    public async Task Where_nobody_listens_the_answer_comes_at_once()
    {
        using var nobody = new Nobody();
        var options = Reader.Options(nobody.As("coinbase"));
        Assert.Empty(await ProbeAsync(options with { ProbeLimit = LongerThanThePatience }));
    }

    [Fact]
    public async Task A_name_that_no_one_knows_is_no_fault()
    {
        var nowhere = new LiveEndpoint("kraken", new Uri("wss://exchange.invalid/v2"));
        Assert.Empty(await ProbeAsync(Reader.Options(nowhere) with { ProbeLimit = TimeSpan.FromSeconds(2) }));
    }

    [Fact]
    public async Task Cancelling_ends_the_probe()
    {
        await using var server = await TickerServer.StartAsync(session => session.SilenceAsync());
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LiveProbe.AnsweringAsync(
            Reader.Options(server.As("kraken")), TimeProvider.System, null, cancelled.Token));
    }

    private static Task<IReadOnlyList<string>> ProbeAsync(LiveOptions options, TimeProvider? time = null) =>
        LiveProbe.AnsweringAsync(options, time ?? TimeProvider.System).WaitAsync(Patience);

    private static async Task KrakenAsync(TickerSession session)
    {
        await session.KrakenAsync("BTC-USD", "1");
        await session.SilenceAsync();
    }
}
