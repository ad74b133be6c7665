using Exchange.Gateway.Nav;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using NSubstitute;

namespace Exchange.Gateway.Tests.Nav;

public sealed class NavHubTests
{
    private static readonly Dictionary<string, long> Nothing = [];
    private static readonly HashSet<string> All = [];

    private readonly Dictionary<string, NavTopic> _topics = [];
    private readonly FakeCluster _cluster = new("BTC3L", "ETH3S");
    private readonly NavHub _hub;

    public NavHubTests()
    {
        _hub = new NavHub(_cluster.Client) { Followed = topic => _topics[topic.Symbol] = topic };
        _hub.Follow("BTC3L");
        _hub.Follow("ETH3S");
    }

    [Fact]
    public async Task The_latest_comes_first_and_then_each_change()
    {
        Publish("BTC3L", 4, 5);
        var reader = _hub.Subscribe(All, Nothing);
        Assert.Equal([5], await Take(reader, 1));
        Publish("BTC3L", 6);
        Assert.Equal([6], await Take(reader, 1));
    }

    [Fact]
    public async Task A_slow_reader_skips_and_nothing_queues()
    {
        var subscriber = _hub.Subscribe(All, Nothing);
        Publish("BTC3L", Enumerable.Range(1, 10_000).Select(i => (long)i).ToArray());
        Publish("ETH3S", 1, 2);
        var reader = subscriber;
        Assert.Equal([10_000, 2], await Take(reader, 2));
        Assert.False(await IsMoreAsync(reader));
    }

    [Fact]
    public async Task A_sequence_never_repeats_or_falls()
    {
        var reader = _hub.Subscribe(All, Nothing);
        Publish("BTC3L", 5);
        Assert.Equal([5], await Take(reader, 1));
        Publish("BTC3L", 5, 4, 3);
        Publish("BTC3L", 6);
        Assert.Equal([6], await Take(reader, 1));
        Assert.Equal(6, _topics["BTC3L"].Latest?.Sequence);
    }

    [Fact]
    public async Task One_resumes_after_what_was_seen()
    {
        Publish("BTC3L", 7);
        Publish("ETH3S", 7);
        var seen = new Dictionary<string, long> { ["BTC3L"] = 8, ["ETH3S"] = 6 };
        var reader = _hub.Subscribe(All, seen);
        Assert.Equal([7], await Take(reader, 1));
        Publish("BTC3L", 8, 9);
        Assert.Equal([9], await Take(reader, 1));
    }

    [Fact]
    public async Task All_subscribers_share_the_same_bytes()
    {
        var readers = Enumerable.Range(0, 50).Select(_ => _hub.Subscribe(All, Nothing)).ToList();
        Publish("BTC3L", 1);
        var frames = new List<NavFrame>();
        foreach (var reader in readers)
        {
            frames.AddRange(await FramesAsync(reader, 1));
        }

        Assert.Single(frames.Distinct(ReferenceEqualityComparer.Instance));
        var update = StreamNavResponse.Parser.ParseFrom(frames[0].Bytes.Span).Update;
        Assert.Equal(("BTC3L", 1L, "100.00000000"), (update.Symbol, update.Sequence, update.Nav));
        Assert.Equal(("3.000000", "3.010000"), (update.TargetLeverage, update.ActualLeverage));
        Assert.Equal(Quality.Live, update.Quality);
    }

    [Fact]
    public async Task Who_follows_some_hears_of_those_alone_and_who_follows_all_of_later_ones_too()
    {
        var one = _hub.Subscribe(new HashSet<string> { "ETH3S" }, Nothing);
        var all = _hub.Subscribe(All, Nothing);
        Publish("BTC3L", 1);
        _hub.Follow("NEW2L");
        Publish("NEW2L", 9);
        Assert.Equal([1, 9], await Take(all, 2));
        Assert.False(await IsMoreAsync(one));
    }

    [Fact]
    public async Task Who_left_is_not_called_any_more()
    {
        var subscribers = Enumerable.Range(0, 5).Select(_ => _hub.Subscribe(All, Nothing)).ToList();
        _hub.Unsubscribe(subscribers[1]);
        _hub.Unsubscribe(subscribers[4]);
        _hub.Unsubscribe(subscribers[0]);
        Publish("BTC3L", 1);
        Assert.Equal([1], await Take(subscribers[2], 1));
        Assert.False(await IsMoreAsync(subscribers[1]));
    }

    [Fact]
    public async Task Only_a_token_not_heard_of_costs_a_call()
    {
        await _hub.FindAsync("BTC3L");
        Assert.Empty(_cluster.Touched);
        await Expect.RefusedAsync(
            Grpc.Core.StatusCode.NotFound, "UNKNOWN_SYMBOL", () => _hub.FindAsync("NOPE").AsTask());
        await _cluster.Token("NOPE").Received(1).Get();
        Assert.DoesNotContain("NOPE", _topics.Keys);
    }

    [Fact]
    public async Task Updates_race_and_each_reader_ends_with_the_last()
    {
        var readers = Enumerable.Range(0, 20).Select(_ => _hub.Subscribe(All, Nothing)).ToList();
        var reading = readers.Select(LastAsync).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 1; i <= 2_000; i++)
            {
                Publish("BTC3L", (i * 4) + writer);
            }
        })));
        Assert.All(await Task.WhenAll(reading), last => Assert.Equal(8_003, last));
    }

    private static async Task<long> LastAsync(NavSubscriber reader)
    {
        var last = 0L;
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var frame in reader.ReadAsync(giveUp.Token))
        {
            Assert.True(frame.Sequence > last);
            last = frame.Sequence;
            if (last >= 8_003)
            {
                break;
            }
        }

        return last;
    }

    private static async Task<List<long>> Take(NavSubscriber reader, int count) =>
        (await FramesAsync(reader, count)).ConvertAll(frame => frame.Sequence);

    private static async Task<List<NavFrame>> FramesAsync(NavSubscriber reader, int count)
    {
        var found = new List<NavFrame>();
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var frame in reader.ReadAsync(giveUp.Token))
        {
            found.Add(frame);
            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    private static async Task<bool> IsMoreAsync(NavSubscriber reader)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try
        {
            await foreach (var frame in reader.ReadAsync(giveUp.Token))
            {
                return true;
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return false;
    }

    private void Publish(string symbol, params long[] sequences)
    {
        foreach (var sequence in sequences)
        {
            _topics[symbol].Publish(Samples.Nav(symbol, sequence));
        }
    }
}
