using Exchange.Feeds.Clock;
using Exchange.Feeds.Replay;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Replay;

public sealed class ReplaySourceTests : IDisposable
{
    private const string Header = "open_time_utc,open,high,low,close";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Merges_markets_into_batches_of_one_instant()
    {
        var btc = _folder.Write("btc_usd.csv", Header, "2024-01-01T00:00:00,1,4,1,4", "2024-01-01T01:00:00,4,4,1,1");
        var eth = _folder.Write("eth_usd.csv", Header, "2024-01-01T01:00:00,2,2,2,2");
        var batches = await Batches.ReadAsync(Source(0, btc, eth));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], batches.Select(batch => batch.Count));
        Assert.All(batches, batch => Assert.Single(batch.Select(tick => tick.EventTime).Distinct()));
        Assert.Equal(["BTC-USD", "ETH-USD"], batches[4].Select(tick => tick.Market));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => After(i * 900)), batches.Select(batch => batch[0].EventTime));
        Assert.Equal(
            new[] { "1", "1", "4", "4", "4", "4", "1", "1" }.Select(text => Of(text)),
            batches.Select(batch => batch[0].Price));
        Assert.All(batches.SelectMany(batch => batch), tick => Assert.Equal("replay", tick.Source));
    }

    [Fact]
    public async Task Sequences_rise_within_a_market_and_after_a_later_start()
    {
        var path = _folder.Write(
            "btc_usd.csv", Header, "2024-01-01T00:00:00,1,4,1,4", "2024-01-01T01:00:00,4,4,1,1");
        var all = (await Batches.ReadAsync(Source(4, path))).ConvertAll(batch => batch[0].Sequence);
        var later = await Batches.ReadAsync(new ReplaySource(Options(4, path) with { From = After(3600) }, Wall));
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        Assert.Equal(all[16], later[0][0].Sequence);
    }

    [Fact]
    public async Task A_gap_in_the_data_does_not_stretch_the_bar_before_it()
    {
        var path = _folder.Write(
            "btc_usd.csv",
            Header,
            "2024-01-01T00:00:00,1,1,1,1",
            "2024-01-01T01:00:00,1,1,1,1",
            "2024-01-01T02:00:00,1,1,1,1",
            "2024-01-01T12:00:00,1,1,1,1");
        var times = (await Batches.ReadAsync(Source(0, path))).ConvertAll(batch => batch[0].EventTime);
        Assert.Equal(After(2.75 * 3600), times[11]);
        Assert.Equal(After(12 * 3600), times[12]);
        Assert.Equal(After(12.75 * 3600), times[^1]);
    }

    [Fact]
    public async Task A_bar_that_comes_early_cuts_the_one_before_it()
    {
        var path = _folder.Write(
            "btc_usd.csv",
            Header,
            "2024-01-01T00:00:00,1,1,1,1",
            "2024-01-01T01:00:00,1,1,1,1",
            "2024-01-01T01:20:00,1,1,1,1",
            "2024-01-01T02:20:00,1,1,1,1");
        var times = (await Batches.ReadAsync(Source(4, path))).ConvertAll(batch => batch[0].EventTime);
        Assert.Equal(64, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task A_range_takes_the_bars_that_open_in_it()
    {
        var path = _folder.Write(
            "btc_usd.csv",
            Header,
            "2024-01-01,1,1,1,1",
            "2024-01-02,2,2,2,2",
            "2024-01-03,3,3,3,3",
            "2024-01-04,4,4,4,4");
        var options = Options(0, path) with { From = After(86_400), To = After(3 * 86_400) };
        var source = new ReplaySource(options, Wall);
        Assert.Equal(After(86_400), source.StartTime);
        var batches = await Batches.ReadAsync(source);
        Assert.Equal(8, batches.Count);
        Assert.Equal(Of("3"), batches[^1][0].Price);
    }

    [Fact]
    public async Task Real_seconds_are_bar_seconds_over_speed()
    {
        var path = _folder.Write("btc_usd.csv", Header, "2024-01-01T00:00:00,1,1,1,1", "2024-01-01T01:00:00,1,1,1,1");
        var wall = new SkippingWall();
        await Batches.ReadAsync(new ReplaySource(Options(0, path) with { Speed = 60 }, wall));

        // Seven waits of 900 bar seconds each.
        Assert.Equal(7, wall.Waits.Count);
        Assert.All(wall.Waits, wait => Assert.Equal(15, wait.TotalSeconds, 3));
    }

    [Fact]
    public async Task A_reader_that_moves_the_clock_lets_timers_run_before_the_price()
    {
        var path = _folder.Write("btc_usd.csv", Header, "2024-01-01T00:00:00,1,4,1,4");
        var source = Source(0, path);
        var clock = new ReplayClock(source.StartTime);
        var order = new List<string>();
        using var timer = clock.CreateTimer(
            _ => order.Add($"timer {clock.GetUtcNow():HH:mm}"), null, TimeSpan.FromMinutes(20), TimeSpan.Zero);
        await foreach (var batch in source.ReadAsync(CancellationToken.None))
        {
            clock.AdvanceTo(batch[0].EventTime);
            order.Add($"price {clock.GetUtcNow():HH:mm}");
        }

        Assert.Equal(["price 00:00", "price 00:15", "timer 00:20", "price 00:30", "price 00:45"], order);
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        var path = _folder.Write("btc_usd.csv", Header, "2024-01-01T00:00:00,1,4,1,4");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Batches.ReadAsync(Source(0, path), cancellationToken: cancelled.Token));
    }

    [Fact]
    public void The_replayed_clock_cannot_pace_its_own_replay()
    {
        var path = _folder.Write("btc_usd.csv", Header, "2024-01-01T00:00:00,1,4,1,4");
        Assert.Throws<ArgumentException>(() => new ReplaySource(Options(0, path), new ReplayClock(Start)));
    }

    private static TimeProvider Wall => TimeProvider.System;

    private static ReplayOptions Options(int steps, params string[] paths) =>
        new() { Files = [.. paths.Select(ReplayFile.Parse)], Speed = 0, StepsPerLeg = steps };

    private static ReplaySource Source(int steps, params string[] paths) => new(Options(steps, paths), Wall);

    /// <summary>Real time that jumps over every wait and remembers how long it would have been.</summary>
    private sealed class SkippingWall : TimeProvider
    {
        private long _now;

        public List<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            _now += dueTime.Ticks;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
