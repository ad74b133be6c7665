using Exchange.Domain.Money;

namespace Exchange.Feeds.Live;

/// <summary>What one exchange says of one market.</summary>
/// <param name="Exchange">Such as <c>coinbase</c>.</param>
/// <param name="Market">Such as <c>BTC-USD</c>.</param>
/// <param name="Price">Of the last trade; positive.</param>
/// <param name="EventTime">
/// When it was so: the exchange's word, but never later than the receipt, so that a clock that runs ahead over there
/// does not make an old price look new here.
/// </param>
internal readonly record struct Quote(string Exchange, string Market, Amount Price, DateTimeOffset EventTime);
