using System.Runtime.CompilerServices;
using Exchange.Domain.Markets;

namespace Exchange.Feeds.Synthetic;

/// <summary>
/// Made-up prices: the same seed gives the same row of prices, whatever the clock. The first batch, at once, has the
/// start prices; then comes one batch an interval. A reader that falls behind gets fewer batches, not late ones.
/// </summary>
public sealed class SyntheticSource : IPriceSource
{
    private readonly SyntheticOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">How prices are made up.</param>
    /// <param name="time">Paces the ticks and dates them.</param>
    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    public SyntheticSource(SyntheticOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        _options = options;
        _time = time;
        Markets = [.. options.Markets.Select(market => market.Name)];
    }

    public string Name => "synthetic";

    public IReadOnlyList<string> Markets { get; }

    public async IAsyncEnumerable<IReadOnlyList<PriceTick>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PriceWalk(_options);
        var sequences = Markets.Select(_ => new TickSequence()).ToArray();
        using var timer = new PeriodicTimer(_options.Interval, _time);
        do
        {
            yield return Batch(walk, sequences);
            walk.Step();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private PriceTick[] Batch(PriceWalk walk, TickSequence[] sequences)
    {
        var now = _time.GetUtcNow();
        return
        [
            .. Markets.Select((name, market) =>
                new PriceTick(name, walk.Prices[market], now, sequences[market].Next(now), Name)),
        ];
    }
}
