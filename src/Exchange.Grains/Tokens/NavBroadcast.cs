using Exchange.Contracts.Tokens;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Exchange.Grains.Tokens;

/// <summary>The gateways that a token tells of its net asset values. One that does not renew is forgotten.</summary>
/// <param name="time">The machine's clock, by which gateways renew, whatever that of the prices says.</param>
internal sealed class NavBroadcast(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    private readonly ObserverManager<INavObserver, INavObserver> _observers = new(Expiry, logger)
    {
        GetDateTime = () => time.GetUtcNow().UtcDateTime,
    };

    /// <summary>The last one told; null before the first.</summary>
    public NavUpdate? Last { get; private set; }

    public void Subscribe(INavObserver observer) => _observers.Subscribe(observer, observer);

    /// <summary>Tells all; waits for none, as one-way calls do not wait.</summary>
    public void Publish(NavUpdate update)
    {
        Last = update;
        if (_observers.Count > 0)
        {
            _ = _observers.Notify(observer => observer.OnNav(update));
        }
    }
}
