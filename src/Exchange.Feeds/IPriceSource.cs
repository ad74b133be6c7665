using Exchange.Domain.Markets;

namespace Exchange.Feeds;

/// <summary>
/// A source of prices. The pump of the silo reads it and hands the ticks to the market feed grains.
/// </summary>
/// <remarks>
/// A source never touches the exchange's clock. Under replay the pump moves <see cref="Clock.ReplayClock"/> to the time
/// of a batch and then publishes the batch; so a rebalance that was due before a price runs before that price.
/// </remarks>
public interface IPriceSource
{
    /// <summary>Who the prices come from: <c>replay</c>, <c>synthetic</c>, <c>live</c> or <c>none</c>.</summary>
    string Name { get; }

    /// <summary>The markets it may quote, such as <c>BTC-USD</c>; in a fixed order.</summary>
    IReadOnlyList<string> Markets { get; }

    /// <summary>
    /// The prices, in batches that belong to one instant: never empty, at most one tick per market, in the order of
    /// time. The reader handles a batch wholly before it asks for the next; replay depends on it.
    /// </summary>
    /// <exception cref="FeedFormatException">A file has a row that cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<IReadOnlyList<PriceTick>> ReadAsync(CancellationToken cancellationToken);
}
