using System.Text;
using Exchange.Feeds.Live;
using static Exchange.Feeds.Tests.Live.Reader;

namespace Exchange.Feeds.Tests.Live;

/// <summary>Whatever an exchange or the network does, prices come again when they can.</summary>
public sealed class LiveFaultTests
{
    private static readonly byte[] NotUtf8 = [0x7B, 0x22, 0xC3, 0x28, 0xFF];

    [Fact]
    public async Task A_connection_that_is_closed_is_made_again()
    {
        // Closed only when its price was read: else two connections that follow each other give one tick.
        using var read = new SemaphoreSlim(0);
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.CoinbaseAsync("BTC-USD", $"{session.Number}");
            await session.UntilAsync(read);
        });
        await using var reader = new Reader(Options(server.As("coinbase")));
        await reader.TickAsync("1");
        read.Release();
        await reader.TickAsync("2");
        read.Release();
        await reader.TickAsync("3");
        Assert.True(reader.Counters("coinbase").Connections >= 3);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            if (session.Number == 1)
            {
                await session.SendAsync(Encoding.UTF8.GetBytes("""{"type":"ti"""), whole: false);
                session.Abort();
                return;
            }

            await session.CoinbaseAsync("BTC-USD", $"{session.Number}");
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")));
        await reader.TickAsync("2");
    }

    [Fact]
    public async Task Garbage_is_counted_and_skipped_on_the_same_connection()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.SendAsync("no json at all");
            await session.SendAsync("[1,2,3]");
            await session.SendAsync("");
            await session.SendAsync(new string('[', 2000));
            await session.CoinbaseAsync("BTC-USD", "-1");
            await session.CoinbaseAsync("BTC-USD", "cheap");
            await session.SendAsync("""{"type":"ticker","price":"5"}""");
            await session.SendAsync("""{"type":"a kind of tomorrow"}""");
            await session.CoinbaseAsync("DOGE-USD", "7");
            await session.CoinbaseAsync("BTC-USD", "8");
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")));
        Assert.Equal(Money.Of("8"), (await reader.TickAsync()).Price);
        var counters = reader.Counters("coinbase");
        Assert.Equal((7, 2, 1), (counters.Malformed, counters.Tickers, counters.Connections));
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_ends_its_connection_and_another_is_made()
    {
        // RFC 6455 leaves a client no choice: it must fail the connection.
        await using var server = await TickerServer.StartAsync(async session =>
        {
            if (session.Number == 1)
                await session.SendAsync(NotUtf8);
            else
                await session.CoinbaseAsync("BTC-USD", "2");

            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")));
        await reader.TickAsync("2");
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_given_up()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            if (session.Number > 1)
                await session.CoinbaseAsync("BTC-USD", $"{session.Number}");

            await session.SilenceAsync();
        });
        await using var reader = new Reader(
            Options(server.As("coinbase")) with { IdleLimit = TimeSpan.FromMilliseconds(300) });
        await reader.TickAsync();
        Assert.True(reader.Counters("coinbase").Connections >= 2);
    }

    [Fact]
    public async Task A_connection_that_talks_but_quotes_nothing_is_given_up()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            while (session.Number == 1)
            {
                await session.SendAsync(Samples.KrakenHeartbeat);
                await session.PauseAsync(20);
            }

            await session.KrakenAsync("BTC-USD", $"{session.Number}");
            await session.SilenceAsync();
        });
        await using var reader = new Reader(
            Options(server.As("kraken")) with { TickerLimit = TimeSpan.FromMilliseconds(200) });
        await reader.TickAsync("2");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_beyond_the_limit_ends_its_connection(bool whole)
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            if (session.Number == 1)
            {
                // In the second case a message that never ends: the limit must not wait for its end.
                await session.SendAsync(new byte[5000], whole);
                await session.SilenceAsync();
            }

            await session.CoinbaseAsync("BTC-USD", $"{session.Number}");
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")) with { MessageBytesMax = 4999 });
        await reader.TickAsync("2");
        Assert.Equal((1, 2), (reader.Counters("coinbase").TooLong, reader.Counters("coinbase").Connections));
    }

    [Fact]
    public async Task A_message_up_to_the_limit_is_read_from_all_its_frames()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            var ticker = Samples.CoinbaseTicker("BTC-USD", "5", TimeProvider.System.GetUtcNow());
            var padded = Encoding.UTF8.GetBytes(ticker.PadRight(20_000));
            foreach (var frame in padded.Chunk(3000).SkipLast(1))
                await session.SendAsync(frame, whole: false);

            await session.SendAsync(padded.Chunk(3000).Last());
            await session.SilenceAsync();
        });
        await using var reader = new Reader(Options(server.As("coinbase")) with { MessageBytesMax = 20_000 });
        await reader.TickAsync("5");
    }

    [Fact]
    public async Task An_exchange_that_cannot_be_reached_does_not_hold_up_the_other()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.KrakenAsync("BTC-USD", "9");
            await session.SilenceAsync();
        });
        using var nobody = new Nobody();
        var dead = nobody.As("coinbase");
        await using var reader = new Reader(Options(dead, server.As("kraken")));
        await reader.TickAsync("9");
        Assert.Equal(0, reader.Counters("coinbase").Connections);
    }

    [Fact]
    public async Task A_refusal_is_counted_and_the_other_markets_go_on()
    {
        await using var server = await TickerServer.StartAsync(async session =>
        {
            await session.SendAsync(
                """{"error":"Currency pair not supported NO/USD","method":"subscribe","success":false}""");
            await session.KrakenAsync("BTC-USD", "9");
            await session.SilenceAsync();
        });
        await using var reader = new Reader(
            Options(server.As("kraken")) with { Markets = ["NO-USD", "BTC-USD"] });
        await reader.TickAsync("9");
        Assert.Equal(1, reader.Counters("kraken").Refusals);
    }
}
