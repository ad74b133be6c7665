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
internal sealed class NavRenewal(
    IClusterClient cluster, NavHub hub, GatewayOptions options, TimeProvider time, ILogger<NavRenewal> logger)
    : BackgroundService
{
    private const int ParallelMax = 32;

    private readonly ConcurrentDictionary<NavTopic, Subscription> _subscriptions = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ListingPeriod, time);
        do
        {
            await LearnAsync();
            await RenewAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LearnAsync()
    {
        try
        {
            foreach (var symbol in await cluster.GetGrain<IListingGrain>(IListingGrain.Key).List())
            {
                if (Ids.IsSymbol(symbol))
                {
                    hub.Follow(symbol);
                }
            }
        }
#pragma warning disable CA1031 // Whatever keeps the list from being read, the next round tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogWarning("The list of tokens cannot be read: {Fault}", fault.Message);
        }
    }

    private Task RenewAsync(CancellationToken stopping) => Parallel.ForEachAsync(
        hub.Topics.Where(IsDue),
        new ParallelOptions { MaxDegreeOfParallelism = ParallelMax, CancellationToken = stopping },
        async (topic, _) => await RenewAsync(topic));

    private bool IsDue(NavTopic topic) =>
        !_subscriptions.TryGetValue(topic, out var subscription)
        || time.GetElapsedTime(subscription.RenewedAt) >= options.NavRenewPeriod;

    private async Task RenewAsync(NavTopic topic)
    {
        try
        {
            var reference = _subscriptions.TryGetValue(topic, out var subscription)
                ? subscription.Reference
                : cluster.CreateObjectReference<INavObserver>(topic);
            var answer = await cluster.GetGrain<ITokenGrain>(topic.Symbol).Subscribe(reference);
            if (answer.Value is { } latest)
            {
                topic.Publish(latest);
            }

            _subscriptions[topic] = new Subscription(reference, time.GetTimestamp());
        }
#pragma warning disable CA1031 // Whatever became of this token, the others are renewed and it is tried again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogWarning("{Symbol} cannot be followed: {Fault}", topic.Symbol, fault.Message);
        }
    }

    private readonly record struct Subscription(INavObserver Reference, long RenewedAt);
}
