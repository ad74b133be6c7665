using Exchange.Feeds.Clock;

namespace Exchange.Feeds;

/// <summary>What the options of the feed came to.</summary>
/// <param name="Source">Where the prices come from.</param>
/// <param name="Description">One line for the operator: where they come from and why.</param>
/// <param name="Clock">
/// Under replay the clock of the exchange, at the first bar's open; its reader moves it to the time of each batch,
/// then publishes the batch. Null for every other source: then the exchange lives in real time.
/// </param>
public sealed record PriceFeed(IPriceSource Source, string Description, ReplayClock? Clock);
