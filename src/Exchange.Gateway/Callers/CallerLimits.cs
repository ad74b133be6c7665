using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Exchange.Gateway.Refusals;
using Grpc.Core;

namespace Exchange.Gateway.Callers;

/// <summary>How much one caller may ask for: calls per second, and streams open at once.</summary>
internal sealed class CallerLimits : IDisposable
{
    private const int SweepCount = 16_384;

    private readonly ConcurrentDictionary<Caller, CallBudget> _calls = new();
    private readonly long _perCall;
    private readonly long _reach;
    private readonly PartitionedRateLimiter<Caller> _streams;
    private readonly TimeProvider _time;
    private int _newcomers;

    public CallerLimits(GatewayOptions options, TimeProvider time)
    {
        _time = time;
        _perCall = Math.Max(1, time.TimestampFrequency / options.CallRatePerSecond);
        _reach = _perCall * (options.CallBurst - 1);
        var streams = new ConcurrencyLimiterOptions { PermitLimit = options.NavStreamsPerCaller, QueueLimit = 0 };
        _streams = PartitionedRateLimiter.Create<Caller, Caller>(
            caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => streams));
    }

    /// <summary>Counts a call; throws if it is one too many.</summary>
    public void CountCall(Caller caller)
    {
        var now = _time.GetTimestamp();
        if (!_calls.TryGetValue(caller, out var budget))
        {
            budget = _calls.GetOrAdd(caller, static _ => new CallBudget());
            SweepNowAndThen(now);
        }

        if (!budget.TryTake(now, _perCall, _reach))
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

    public void Dispose() => _streams.Dispose();

    // A caller that has been quiet needs no budget of its own kept. One that is dropped while its call is being counted
    // gets that call for nothing.
    private void SweepNowAndThen(long now)
    {
        if (Interlocked.Increment(ref _newcomers) % SweepCount != 0)
        {
            return;
        }

        foreach (var (caller, budget) in _calls)
        {
            if (budget.IsFull(now))
            {
                _calls.TryRemove(caller, out _);
            }
        }
    }
}
