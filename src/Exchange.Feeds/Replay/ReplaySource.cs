using System.Runtime.CompilerServices;
using Exchange.Domain.Markets;

namespace Exchange.Feeds.Replay;

/// <summary>
/// Plays files of bars as ticks, merged by time. It does not touch the exchange's clock: the reader moves
/// <see cref="Clock.ReplayClock"/> to the time of a batch, then publishes it.
/// </summary>
public sealed class ReplaySource : IPriceSource
{
    private readonly ReplayOptions _options;
    private readonly TimeProvider _wall;

    /// <summary>Reads the head of each file, so that a wrong one is known before anything starts.</summary>
    /// <param name="options">What to read and how.</param>
    /// <param name="wall">Real time, for the pace; the replayed clock would wait for itself.</param>
    /// <exception cref="FeedOptionsException">An option cannot be, or a file has no bar in the range.</exception>
    /// <exception cref="FeedFormatException">The head of a file cannot be read.</exception>
    public ReplaySource(ReplayOptions options, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(wall);
        options.Check();
        if (wall is Clock.ReplayClock)
            throw new ArgumentException("The pace of a replay needs real time.", nameof(wall));

        _options = options;
        _wall = wall;
        Markets = [.. options.Files.Select(file => file.Market)];
        StartTime = options.Files.Min(FirstTime);
    }

    public string Name => "replay";

    public IReadOnlyList<string> Markets { get; }

    /// <summary>The open of the first bar in the range: where a clock that follows this replay begins (UTC).</summary>
    public DateTimeOffset StartTime { get; }

    public async IAsyncEnumerable<IReadOnlyList<PriceTick>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pace = new ReplayPace(_options.Speed, StartTime, _wall);
        foreach (var batch in TickMerge.Batches([.. _options.Files.Select(Ticks)]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await pace.WaitAsync(batch[0].EventTime, cancellationToken);
            yield return batch;
        }
    }

    private IEnumerable<PriceTick> Ticks(ReplayFile file)
    {
        var sequence = new TickSequence();
        foreach (var (bar, length) in TimedBars.Read(Bars(file)))
        {
            if (length.Ticks < BarPath.PointCount(_options.StepsPerLeg) * TimeSpan.TicksPerMicrosecond)
                throw new FeedFormatException(file.Path, 0, $"the bar at {bar.OpenTime:O} is too short for its steps");

            foreach (var (time, price) in BarPath.Points(bar, length, _options.StepsPerLeg))
                yield return new PriceTick(file.Market, price, time, sequence.Next(time), Name);
        }
    }

    private IEnumerable<Bar> Bars(ReplayFile file) =>
        BarFile.Read(file.Path)
            .SkipWhile(bar => bar.OpenTime < _options.From)
            .TakeWhile(bar => _options.To is null || bar.OpenTime < _options.To);

    private DateTimeOffset FirstTime(ReplayFile file)
    {
        foreach (var bar in Bars(file))
            return bar.OpenTime;

        throw new FeedOptionsException($"'{file.Path}' has no bar{RangeText()}");
    }

    private string RangeText() =>
        (_options.From is { } from ? $" from {from:O}" : "") + (_options.To is { } to ? $" before {to:O}" : "");
}
