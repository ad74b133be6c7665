using Exchange.Domain.Money;

namespace Exchange.Domain.Markets;

/// <summary>One price of one market as a source saw it.</summary>
/// <param name="Market">The market, such as <c>BTC-USD</c>.</param>
/// <param name="Price">Quote currency per unit of the underlying.</param>
/// <param name="EventTime">When the source says it was so (UTC).</param>
/// <param name="Sequence">Rises within a source and market; 0 where the source numbers nothing.</param>
/// <param name="Source">Who says so, such as <c>coinbase</c> or <c>replay</c>.</param>
public readonly record struct PriceTick(
    string Market, Amount Price, DateTimeOffset EventTime, long Sequence, string Source);
