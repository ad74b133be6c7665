using System.Threading.RateLimiting;
using Exchange.Gateway.Refusals;
using Grpc.Core;

namespace Exchange.Gateway.Callers;

/// <summary>How much one caller may ask for: calls per second, and streams open at once.</summary>
internal sealed class CallerLimits : IDisposable
{
    private const int ReplenishmentsPerSecond = 20;

    private readonly PartitionedRateLimiter<Caller> _calls;
    private readonly PartitionedRateLimiter<Caller> _streams;

    public CallerLimits(GatewayOptions options)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.CallBurst,
            TokensPerPeriod = Math.Max(1, options.CallRatePerSecond / ReplenishmentsPerSecond),
            ReplenishmentPeriod = Period(options.CallRatePerSecond),
            QueueLimit = 0,
        };
        var streams = new ConcurrencyLimiterOptions { PermitLimit = options.NavStreamsPerCaller, QueueLimit = 0 };
        _calls = PartitionedRateLimiter.Create<Caller, Caller>(
            caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => bucket));
        _streams = PartitionedRateLimiter.Create<Caller, Caller>(
            caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => streams));
    }

    /// <summary>Counts a call; throws if it is one too many.</summary>
    public void CountCall(Caller caller)
    {
        using var lease = _calls.AttemptAcquire(caller);
        if (!lease.IsAcquired)
        {
            throw Refused.Because(StatusCode.ResourceExhausted, Reasons.RateLimited, "Too many calls; slow down.");
        }
    }

    /// <summary>Counts a stream until the answer is disposed; throws if it is one too many.</summary>
    public IDisposable OpenStream(Caller caller)
    {
        var lease = _streams.AttemptAcquire(caller);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            throw Refused.Because(
                StatusCode.ResourceExhausted, Reasons.StreamsExhausted, "Too many streams; close one first.");
        }

        return lease;
    }

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
    }

    // Rates of less than one token per tick tick more slowly instead.
    private static TimeSpan Period(int ratePerSecond) =>
        TimeSpan.FromSeconds(1.0 / Math.Min(ratePerSecond, ReplenishmentsPerSecond));
}
