using System.Text.Json;
using Exchange.Feeds.Live;
using static Exchange.Feeds.Tests.Live.Reader;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Live;

public sealed class LiveSourceTests
{
    [Fact]
    public async Task Coinbase_is_subscribed_to_and_read()
    {
        var subscription = "";
        await using var server = await TickerServer.StartAsync(async session =>
        {
            subscription = session.Subscription;
            await session.SendAsync(Samples.CoinbaseSubscriptions);
            await session.CoinbaseAsync("BTC-USD", "67123.45000001", After(-1));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")), new WallClock(Start));
        var tick = await reader.TickAsync();
        Assert.Equal(("BTC-USD", Of("67123.45000001"), After(-1)), (tick.Market, tick.Price, tick.EventTime));
        Assert.Equal("live", tick.Source);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse(
                """{"type":"subscribe","product_ids":["BTC-USD"],"channels":["ticker","heartbeat"]}"""),
            JsonElement.Parse(subscription)));
    }

    [Fact]
    public async Task Kraken_is_subscribed_to_and_read()
    {
        var subscription = "";
        await using var server = await TickerServer.StartAsync(async session =>
        {
            subscription = session.Subscription;
            await session.SendAsync(Samples.KrakenStatus);
            await session.SendAsync(Samples.KrakenAcknowledged);
            await session.KrakenAsync("BTC-USD", "67123.1", After(-2));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("kraken")), new WallClock(Start));
        var tick = await reader.TickAsync();
        Assert.Equal(("BTC-USD", Of("67123.1"), After(-2)), (tick.Market, tick.Price, tick.EventTime));
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""{"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD"]}}"""),
            JsonElement.Parse(subscription)));
    }

    [Fact]
    public async Task Two_exchanges_give_the_mean_of_their_prices()
    {
        await using var coinbase = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", "100.00000001", Start);
            await session.SilenceAsync();
        });
        await using var kraken = await TickerServer.StartAsync(async session =>
        {
            await session.KrakenAsync("BTC-USD", "102.00000002", After(-3));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(
            Options(coinbase.As("coinbase"), kraken.As("kraken")), new WallClock(Start));
        var tick = await reader.TickAsync("101.00000002");
        Assert.Equal(Start, tick.EventTime);
    }

    [Fact]
    public async Task A_quote_that_is_no_longer_fresh_leaves_the_median()
    {
        var clock = new WallClock(Start);
        var later = new TaskCompletionSource();
        await using var coinbase = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", "100", Start);
            await session.SilenceAsync();
        });
        await using var kraken = await TickerServer.StartAsync(async session =>
        {
            await session.KrakenAsync("BTC-USD", "102", Start);
            await later.Task;
            await session.KrakenAsync("BTC-USD", "103", After(10.5));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(coinbase.As("coinbase"), kraken.As("kraken")), clock);
        await reader.TickAsync("101");
        clock.Now = After(10.5);
        later.SetResult();
        var tick = await reader.TickAsync();
        Assert.Equal((Of("103"), After(10.5)), (tick.Price, tick.EventTime));
    }

    [Fact]
    public async Task A_price_that_comes_old_is_counted_and_gives_no_tick()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", "1", After(-11));
            await session.CoinbaseAsync("BTC-USD", "2", After(-1));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")), new WallClock(Start));
        Assert.Equal(Of("2"), (await reader.TickAsync()).Price);
        Assert.Equal(1, reader.Counters("coinbase").Late);
    }

    [Fact]
    public async Task A_time_of_the_future_counts_as_the_time_of_receipt()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", "1", After(3600));
            await session.CoinbaseAsync("BTC-USD", "2", After(7200));
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")), new WallClock(Start));
        Assert.Equal(Start, (await reader.TickAsync("2")).EventTime);
    }

    [Fact]
    public async Task A_market_gets_at_most_one_tick_in_an_interval()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            for (var price = 1; ; price++)
            {
                await session.CoinbaseAsync("BTC-USD", $"{price}");
                await session.CoinbaseAsync("ETH-USD", $"{price}");
                await session.PauseAsync(1);
            }
        });
        var options = Options(server.As("coinbase"));
        await using var reader = new Reader(options with
        {
            Markets = ["BTC-USD", "ETH-USD"],
            EmitInterval = TimeSpan.FromMilliseconds(100),
        });
        await reader.BatchAsync();
        var began = TimeProvider.System.GetTimestamp();
        var lastSequence = 0L;
        for (var batches = 0; batches < 3;)
        {
            var batch = await reader.BatchAsync();
            Assert.Equal(batch.Count, batch.Select(tick => tick.Market).Distinct().Count());

            // A batch may fall between the prices of the two markets.
            if (batch.All(tick => tick.Market != "BTC-USD"))
                continue;

            var sequence = batch.Single(tick => tick.Market == "BTC-USD").Sequence;
            batches++;
            Assert.True(sequence > lastSequence);
            lastSequence = sequence;
        }

        // Timers may be early by a tick of the system, never by more; how late they are is no matter here.
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Cancelling_ends_the_reading_and_the_connections()
    {
        var gone = new TaskCompletionSource();
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", "1");
            try
            {
                await session.SilenceAsync();
            }
            catch (OperationCanceledException)
            {
                gone.TrySetResult();
                throw;
            }
        });
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var source = new LiveSource(Options(server.As("coinbase")), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in source.ReadAsync(cancelled.Token))
                await cancelled.CancelAsync();
        });
        await gone.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
