using Exchange.Contracts.Tokens;
using Exchange.Domain.Money;
using Exchange.Gateway.Nav;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Cluster;
using Exchange.Simulator.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Simulator.Drivers;

/// <summary>
/// Somebody who streams net asset values through a gateway, the gateway's own hub and subscriptions, and who goes on
/// with another gateway, from where it was, when this one is lost.
/// </summary>
internal sealed class Subscriber(
    string name,
    Cluster.Cluster cluster,
    Func<IReadOnlyList<string>> symbols,
    RunRecord record,
    FaultPlan faults,
    Chance chance)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan SlowMax = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Amount> _navs = [];
    private readonly Dictionary<string, long> _seen = [];
    private readonly Dictionary<string, NavSubscription> _subscriptions = [];

    // Of all gateways that it had: nothing else keeps them, and a collection would decide what a run does.
    private readonly List<INavObserver> _observers = [];
    private NavHub? _hub;
    private SiloLife? _life;

    /// <summary>Told of what is wrong with the stream.</summary>
    public Action<string>? Complain { get; init; }

    /// <summary>What was last heard of a token.</summary>
    public Amount? LastNav(string symbol) => _navs.TryGetValue(symbol, out var nav) ? nav : null;

    public async Task Run(DateTimeOffset end)
    {
        var clock = cluster.World.Clock;
        while (clock.GetUtcNow() < end)
        {
            if (_life is not { IsUp: true } && cluster.Up.Count > 0) Connect();
            foreach (var symbol in symbols()) _hub?.Follow(symbol);
            foreach (var subscription in _subscriptions.Values) _ = subscription.RenewAsync(TimeSpan.Zero);
            var slow = faults.Fires(Fault.SubscriberSlow, 0.005);
            await Task.Delay(slow ? chance.Between(Period, SlowMax) : Period, clock);
        }
    }

    private void Connect()
    {
        _life = chance.Of(cluster.Up);
        _subscriptions.Clear();
        var hub = new NavHub(_life.Client);
        hub.Followed = Follow;
        _hub = hub;
        _ = Read(hub.Subscribe(new HashSet<string>(), new Dictionary<string, long>(_seen)), _life);
    }

    private void Follow(NavTopic topic)
    {
        var observer = new Recorder(this, topic);
        _observers.Add(observer);
        _subscriptions[topic.Symbol] = new NavSubscription(
            topic,
            _life!.Grains.GetGrain<ITokenGrain>(topic.Symbol),
            _life.Grains.CreateObjectReference<INavObserver>(observer),
            _life.Process.Clock,
            NullLogger.Instance);
    }

    private async Task Read(NavSubscriber stream, SiloLife life)
    {
        try
        {
            await foreach (var frame in stream.ReadAsync(life.Lost))
            {
                if (life != _life) return;
                var update = V1.StreamNavResponse.Parser.ParseFrom(frame.Bytes.Span).Update;
                if (update.Sequence <= _seen.GetValueOrDefault(update.Symbol))
                {
                    Complain?.Invoke($"{name} streams {update.Symbol} at {update.Sequence} again");
                }

                _seen[update.Symbol] = update.Sequence;
                if (faults.Fires(Fault.SubscriberSlow, 0.0005)) await Task.Delay(Period, cluster.World.Clock);
            }
        }
        catch (OperationCanceledException)
        {
            // Its gateway is lost.
        }
    }

    private void Hear(NavUpdate update)
    {
        record.Navs.Add(new Received(name, update));
        _navs[update.Symbol] = update.Nav;
    }

    /// <summary>What the token calls: hands on to the gateway's topic, and writes down.</summary>
    private sealed class Recorder(Subscriber owner, NavTopic topic) : INavObserver
    {
        public Task OnNav(NavUpdate update)
        {
            owner.Hear(update);
            return topic.OnNav(update);
        }
    }
}
