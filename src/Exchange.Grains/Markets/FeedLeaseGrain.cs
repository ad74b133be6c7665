using Exchange.Contracts.Markets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace Exchange.Grains.Markets;

/// <summary>Gives a price source to one silo at a time. Placed anywhere: it is asked once a second by each.</summary>
[RandomPlacement]
public sealed class FeedLeaseGrain(
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock) : Grain, IFeedLeaseGrain
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(IFeedLeaseGrain.DurationSeconds);

    private string? _holder;
    private long _renewedAt;

    public Task<bool> Acquire(string holder)
    {
        if (_holder is null || _holder == holder || clock.GetElapsedTime(_renewedAt) >= Duration)
        {
            (_holder, _renewedAt) = (holder, clock.GetTimestamp());
        }

        return Task.FromResult(_holder == holder);
    }

    public Task Release(string holder)
    {
        _holder = _holder == holder ? null : _holder;
        return Task.CompletedTask;
    }
}
