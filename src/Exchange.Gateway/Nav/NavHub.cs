using Exchange.Contracts.Tokens;
using Exchange.Gateway.Input;
using Exchange.Gateway.Refusals;
using Orleans;

namespace Exchange.Gateway.Nav;

/// <summary>
/// The tokens that this gateway follows and who listens to them. There is one subscription per token however many
/// listen: the fan-out happens here.
/// </summary>
internal sealed class NavHub(IClusterClient cluster)
{
    private readonly HashSet<NavSubscriber> _everything = [];
    private readonly Lock _sync = new();
    private readonly Dictionary<string, NavTopic> _topics = new(StringComparer.Ordinal);

    /// <summary>Called once for each token, when it is followed from then on.</summary>
    public Action<NavTopic>? Followed { get; set; }

    /// <summary>Follows a token that is listed, if it is not followed yet.</summary>
    public void Follow(string symbol)
    {
        NavTopic topic;
        lock (_sync)
        {
            if (_topics.ContainsKey(symbol))
            {
                return;
            }

            topic = new NavTopic(symbol);
            _topics.Add(symbol, topic);
            foreach (var subscriber in _everything)
            {
                subscriber.Attach(topic);
            }
        }

        Followed?.Invoke(topic);
    }

    /// <summary>
    /// Makes sure that there is such a token, and follows it; throws if there is none. Only a token not heard of before
    /// costs a call.
    /// </summary>
    public async ValueTask FindAsync(string symbol)
    {
        Ids.ReadSymbol(symbol);
        lock (_sync)
        {
            if (_topics.ContainsKey(symbol))
            {
                return;
            }
        }

        (await cluster.GetGrain<ITokenGrain>(symbol).Get()).OrThrow();
        Follow(symbol);
    }

    /// <summary>Begins a stream.</summary>
    /// <param name="symbols">Tokens followed by now; empty: all, and those to come.</param>
    /// <param name="resumeAfter">The last sequence already seen, per symbol.</param>
    public NavSubscriber Subscribe(IReadOnlySet<string> symbols, IReadOnlyDictionary<string, long> resumeAfter)
    {
        var subscriber = new NavSubscriber(resumeAfter);
        lock (_sync)
        {
            if (symbols.Count == 0)
            {
                _everything.Add(subscriber);
            }

            foreach (var topic in symbols.Count == 0 ? _topics.Values : symbols.Select(symbol => _topics[symbol]))
            {
                subscriber.Attach(topic);
            }
        }

        GatewayMetrics.NavSubscribed();
        return subscriber;
    }

    /// <summary>Ends a stream.</summary>
    public void Unsubscribe(NavSubscriber subscriber)
    {
        lock (_sync)
        {
            _everything.Remove(subscriber);
            subscriber.Detach();
        }

        GatewayMetrics.NavUnsubscribed();
    }
}
