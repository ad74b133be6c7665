using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Feeds.Live;

/// <summary>Finds out whether live prices can be had from here.</summary>
public static class LiveProbe
{
    /// <summary>When one exchange has answered, the others get this much longer to be named with it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The exchanges that delivered a ticker within the probe's limit, in the order of the endpoints; none if there is
    /// no way to them. Each is tried once, so without a network the answer comes at once.
    /// </summary>
    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<IReadOnlyList<string>> AnsweringAsync(
        LiveOptions options,
        TimeProvider time,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ILogger log = loggers?.CreateLogger(typeof(LiveProbe)) ?? NullLogger.Instance;
        using var limit = new CancellationTokenSource(options.ProbeLimit, time);
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token, grace.Token, cancellationToken);
        var probes = options.Endpoints
            .Select(endpoint => AnswersAsync(new LiveConnection(endpoint, options, time, log), stop.Token))
            .ToArray();
        await foreach (var probe in Task.WhenEach(probes))
        {
            if (await probe)
                grace.CancelAfter(Grace);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var answers = await Task.WhenAll(probes);
        return [.. options.Endpoints.Where((_, i) => answers[i]).Select(endpoint => endpoint.Exchange)];
    }

    private static async Task<bool> AnswersAsync(LiveConnection connection, CancellationToken cancellationToken)
    {
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answered = false;
        await connection.RunOnceAsync(
            _ =>
            {
                answered = true;
                heard.Cancel();
            },
            heard.Token);
        return answered;
    }
}
