using Exchange.Feeds.Clock;
using Exchange.Feeds.Synthetic;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Synthetic;

public sealed class SyntheticSourceTests
{
    private readonly ReplayClock _clock = new(Start);

    [Fact]
    public async Task Ticks_of_all_markets_come_at_every_interval()
    {
        var source = new SyntheticSource(new SyntheticOptions(), _clock);
        Assert.Equal(["BTC-USD", "ETH-USD"], source.Markets);
        await using var reader = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        var last = 0L;
        for (var interval = 0; interval < 5; interval++)
        {
            var next = reader.MoveNextAsync();
            _clock.AdvanceTo(After(interval * 0.25));
            Assert.True(await next);
            Assert.Equal(["BTC-USD", "ETH-USD"], reader.Current.Select(tick => tick.Market));
            Assert.All(reader.Current, tick => Assert.Equal(After(interval * 0.25), tick.EventTime));
            Assert.All(reader.Current, tick => Assert.Equal("synthetic", tick.Source));
            Assert.True(reader.Current[0].Sequence > last);
            last = reader.Current[0].Sequence;
        }
    }

    [Fact]
    public async Task The_first_batch_has_the_start_prices()
    {
        var batches = await Batches.ReadAsync(new SyntheticSource(new SyntheticOptions(), _clock), most: 1);
        Assert.Equal([Of("60000"), Of("3000")], batches[0].Select(tick => tick.Price));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var cancelled = new CancellationTokenSource();
        var reading = Batches.ReadAsync(new SyntheticSource(new(), _clock), cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Options_that_cannot_be_are_refused_by_name()
    {
        Refused(new() { Correlation = 1.5 }, "correlation 1.5 must be from 0 to 1");
        Refused(new() { Correlation = double.NaN }, "correlation NaN");
        Refused(new() { JumpSize = -1 }, "jump size -1");
        Refused(new() { Interval = TimeSpan.Zero }, "tick interval 00:00:00");
        Refused(new() { Markets = [] }, "at least one market");
        Refused(new() { Markets = [new("X", Of("0"), 1)] }, "start price 0.00000000 of X must be positive");
        Refused(new() { Markets = [new("X", Of("1"), 1), new("X", Of("1"), 1)] }, "X is named twice");
    }

    private void Refused(SyntheticOptions options, string message) => Assert.Contains(
        message,
        Assert.Throws<FeedOptionsException>(() => new SyntheticSource(options, _clock)).Message,
        StringComparison.Ordinal);
}
