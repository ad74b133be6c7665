using System.Threading.RateLimiting;
using Exchange.Contracts.Markets;
using Exchange.Domain.Markets;
using Exchange.Gateway.Input;
using Exchange.Gateway.Refusals;
using Exchange.V1;
using Grpc.Core;
using Orleans;

namespace Exchange.Gateway.Services;

/// <summary>
/// Takes one stream of prices to the feeds of their markets. What has arrived goes together, as soon as nothing more
/// waits to be read; the stream is read no faster than the feeds take it, nor faster than the limit.
/// </summary>
internal sealed class PricePublisher(IClusterClient cluster, GatewayOptions options) : IDisposable
{
    private const int PeriodsPerSecond = 10;

    private readonly Dictionary<string, List<PriceTick>> _batch = new(StringComparer.Ordinal);
    private readonly PublishPricesResponse _counts = new();

    private readonly TokenBucketRateLimiter _limiter = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(PeriodsPerSecond, options.PriceRatePerSecond),
        TokensPerPeriod = Math.Max(1, options.PriceRatePerSecond / PeriodsPerSecond),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / PeriodsPerSecond),
        QueueLimit = 1,
    });

    private int _waiting;

    /// <summary>Reads until the stream ends, and counts.</summary>
    public async Task<PublishPricesResponse> RunAsync(
        IAsyncStreamReader<PublishPricesRequest> stream, CancellationToken stopping)
    {
        while (true)
        {
            var next = stream.MoveNext(stopping);
            if (!next.IsCompleted)
            {
                await FlushAsync();
            }

            if (!await next)
            {
                await FlushAsync();
                return _counts;
            }

            await PaceAsync(stopping);
            Take(stream.Current);
            if (_waiting >= options.PriceBatchMax)
            {
                await FlushAsync();
            }
        }
    }

    public void Dispose() => _limiter.Dispose();

    private async ValueTask PaceAsync(CancellationToken stopping)
    {
        using var now = _limiter.AttemptAcquire();
        if (now.IsAcquired)
        {
            return;
        }

        // What was read must not grow old while this waits.
        await FlushAsync();
        using var later = await _limiter.AcquireAsync(1, stopping);
    }

    private void Take(PublishPricesRequest request)
    {
        if (Ticks.TryRead(request, out var tick) is { } reason)
        {
            Refuse(reason, 1);
            return;
        }

        if (!_batch.TryGetValue(tick.Market, out var ticks))
        {
            _batch.Add(tick.Market, ticks = []);
        }

        ticks.Add(tick);
        _waiting++;
    }

    private async Task FlushAsync()
    {
        if (_waiting == 0)
        {
            return;
        }

        var calls = _batch
            .Select(batch => cluster.GetGrain<IMarketFeedGrain>(batch.Key).Publish(batch.Value))
            .ToArray();
        _batch.Clear();
        _waiting = 0;
        foreach (var view in await Task.WhenAll(calls))
        {
            _counts.Accepted += view.Accepted;
            foreach (var refused in view.Refused)
            {
                Refuse(RefusalTable.Of(refused.Refusal).Reason, refused.Count);
            }
        }
    }

    private void Refuse(string reason, int count)
    {
        _counts.Refused += count;
        _counts.RefusedByReason[reason] = _counts.RefusedByReason.GetValueOrDefault(reason) + count;
    }
}
