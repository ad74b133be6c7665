using Exchange.Domain.Markets;
using Exchange.Feeds.Live;

namespace Exchange.Feeds.Tests.Live;

/// <summary>
/// Reads a live source batch by batch; whatever goes wrong, reading ends after a minute. Unless the test has a clock of
/// its own, the time of day stands still: no price becomes too old on its way through a busy machine.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly IAsyncEnumerator<IReadOnlyList<PriceTick>> _batches;

    public Reader(LiveOptions options, TimeProvider? time = null)
    {
        Source = new LiveSource(options, time ?? new WallClock(Times.Start));
        _batches = Source.ReadAsync(_limit.Token).GetAsyncEnumerator();
    }

    public LiveSource Source { get; }

    /// <summary>Short waits, so that what goes wrong goes on soon.</summary>
    public static LiveOptions Options(params LiveEndpoint[] endpoints) => new()
    {
        Markets = ["BTC-USD"],
        Endpoints = endpoints,
        EmitInterval = TimeSpan.FromMilliseconds(1),
        BackoffFirst = TimeSpan.FromMilliseconds(10),
        BackoffMax = TimeSpan.FromMilliseconds(50),
    };

    public LiveCounters Counters(string exchange) => Source.Counters.Single(each => each.Exchange == exchange);

    public async Task<IReadOnlyList<PriceTick>> BatchAsync()
    {
        Assert.True(await _batches.MoveNextAsync());
        Assert.NotEmpty(_batches.Current);
        return _batches.Current;
    }

    public async Task<PriceTick> TickAsync() => Assert.Single(await BatchAsync());

    /// <summary>The first tick at this price; those before it are read over.</summary>
    public async Task<PriceTick> TickAsync(string price)
    {
        while (true)
        {
            foreach (var tick in await BatchAsync())
            {
                if (tick.Price == Money.Of(price))
                    return tick;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync();
        _limit.Dispose();
    }
}
