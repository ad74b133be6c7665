using Exchange.Contracts.Tokens;
using Microsoft.Extensions.Logging;

namespace Exchange.Gateway.Nav;

/// <summary>The gateway's one subscription to one token.</summary>
/// <param name="observer">What the token calls; it leads to the topic, which must live as long.</param>
internal sealed class NavSubscription(
    NavTopic topic, ITokenGrain token, INavObserver observer, TimeProvider time, ILogger logger)
{
    private int _busy;
    private long? _renewedAt;

    /// <summary>
    /// Renews it if that was not done for so long, and takes the latest update. Never throws; what fails
    /// is tried again.
    /// </summary>
    public async Task RenewAsync(TimeSpan period)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            return;
        }

        try
        {
            if (_renewedAt is { } at && time.GetElapsedTime(at) < period)
            {
                return;
            }

            var answer = await token.Subscribe(observer, topic.Latest?.Sequence ?? 0);
            if (answer.Value is { } latest)
            {
                topic.Publish(latest);
                _renewedAt = time.GetTimestamp();
            }
        }
#pragma warning disable CA1031 // Whatever became of this token, it is tried again, and the others go on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogWarning("{Symbol} cannot be followed: {Fault}", topic.Symbol, fault.Message);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
