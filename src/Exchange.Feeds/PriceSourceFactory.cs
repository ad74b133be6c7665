using System.Globalization;
using Exchange.Feeds.Clock;
using Exchange.Feeds.Live;
using Exchange.Feeds.Replay;
using Exchange.Feeds.Synthetic;
using Microsoft.Extensions.Logging;

namespace Exchange.Feeds;

/// <summary>Makes the source that the options ask for.</summary>
public static class PriceSourceFactory
{
    /// <inheritdoc cref="CreateAsync(FeedOptions, TimeProvider, ILoggerFactory?, CancellationToken)"/>
    public static Task<PriceFeed> CreateAsync(
        FeedOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        CreateAsync(options, time, null, cancellationToken);

    /// <summary>Checks the options, probes the exchanges if the kind is <c>auto</c>, and makes the source.</summary>
    /// <param name="options">What the operator wants.</param>
    /// <param name="time">Real time: it paces replays, dates live and synthetic prices, and limits waits.</param>
    /// <param name="loggers">For what happens on live connections.</param>
    /// <param name="cancellationToken">Ends a probe.</param>
    /// <exception cref="FeedOptionsException">An option cannot be; the message says which.</exception>
    /// <exception cref="FeedFormatException">The head of a replayed file cannot be read.</exception>
    public static async Task<PriceFeed> CreateAsync(
        FeedOptions options,
        TimeProvider time,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        switch (options.ParseKind())
        {
            case FeedKind.Replay:
                return Replay(options.ToReplay(), time);
            case FeedKind.Synthetic:
                return Synthetic(options.ToSynthetic(), time, "");
            case FeedKind.None:
                return new PriceFeed(new NoSource(), "no prices of its own: they are published from outside", null);
            case FeedKind.Live:
                var live = options.ToLive();
                return Live(live, live.Endpoints.Select(endpoint => endpoint.Exchange), time, loggers);
            default:
                return await AutoAsync(options, time, loggers, cancellationToken);
        }
    }

    private static async Task<PriceFeed> AutoAsync(
        FeedOptions options, TimeProvider time, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        // Both are checked before the probe: whether an option is right must not depend on the network.
        var live = options.ToLive();
        var limit = live.ProbeLimit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var synthetic = Synthetic(
            options.ToSynthetic(), time, $"no live source answered within {limit} s: ");
        var answering = await LiveProbe.AnsweringAsync(live, time, loggers, cancellationToken);
        return answering.Count > 0 ? Live(live, answering, time, loggers) : synthetic;
    }

    private static PriceFeed Live(
        LiveOptions options, IEnumerable<string> exchanges, TimeProvider time, ILoggerFactory? loggers) =>
        new(new LiveSource(options, time, loggers), $"live prices: {string.Join(", ", exchanges)}", null);

    private static PriceFeed Synthetic(SyntheticOptions options, TimeProvider time, string reason) => new(
        new SyntheticSource(options, time),
        string.Create(CultureInfo.InvariantCulture, $"{reason}synthetic prices, seed {options.Seed}"),
        null);

    private static PriceFeed Replay(ReplayOptions options, TimeProvider time)
    {
        var source = new ReplaySource(options, time);
        var speed = options.Speed == 0 ? "as fast as it is read" : $"{options.Speed:0.###} times real time";
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"replay of {string.Join(", ", source.Markets)} from {source.StartTime:yyyy-MM-dd HH:mm} UTC, {speed}");
        return new PriceFeed(source, description, new ReplayClock(source.StartTime));
    }
}
