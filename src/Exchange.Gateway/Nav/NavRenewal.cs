using System.Collections.Concurrent;
using Exchange.Contracts.Tokens;
using Exchange.Gateway.Input;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Exchange.Gateway.Nav;

/// <summary>
/// Keeps the hub fed: learns of new tokens and renews the subscription to each, so that a token that moved to another
/// silo, or forgot, is followed again. One token that does not answer never holds the others up.
/// </summary>
internal sealed class NavRenewal : BackgroundService
{
    private readonly IClusterClient _cluster;
    private readonly NavHub _hub;
    private readonly ILogger<NavRenewal> _logger;
    private readonly GatewayOptions _options;
    private readonly ConcurrentDictionary<NavTopic, NavSubscription> _subscriptions = [];
    private readonly TimeProvider _time;

    public NavRenewal(
        IClusterClient cluster, NavHub hub, GatewayOptions options, TimeProvider time, ILogger<NavRenewal> logger)
    {
        _cluster = cluster;
        _hub = hub;
        _options = options;
        _time = time;
        _logger = logger;
        _hub.Followed = Begin;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.ListingPeriod, _time);
        do
        {
            await LearnAsync();
            foreach (var (_, subscription) in _subscriptions)
            {
                // Not awaited: a token that takes long must not make the others' subscriptions run out.
                _ = subscription.RenewAsync(_options.NavRenewPeriod);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Begin(NavTopic topic)
    {
        var token = _cluster.GetGrain<ITokenGrain>(topic.Symbol);
        var observer = _cluster.CreateObjectReference<INavObserver>(topic);
        var subscription = new NavSubscription(topic, token, observer, _time, _logger);
        _subscriptions[topic] = subscription;
        _ = subscription.RenewAsync(TimeSpan.Zero);
    }

    private async Task LearnAsync()
    {
        try
        {
            foreach (var symbol in await _cluster.GetGrain<IListingGrain>(IListingGrain.Key).List())
            {
                if (Ids.IsSymbol(symbol))
                {
                    _hub.Follow(symbol);
                }
            }
        }
#pragma warning disable CA1031 // Whatever keeps the list from being read, the next round tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _logger.LogWarning("The list of tokens cannot be read: {Fault}", fault.Message);
        }
    }
}
