using Exchange.Domain.Money;

namespace Exchange.Feeds.Live;

/// <summary>The last quote of every exchange for every market, and what they say together.</summary>
internal sealed class QuoteBook(TimeSpan freshnessLimit)
{
    private readonly Dictionary<string, Dictionary<string, Quote>> _markets = new(StringComparer.Ordinal);

    /// <summary>Takes a quote, unless the same exchange already gave a later one; false then.</summary>
    public bool Take(Quote quote)
    {
        if (!_markets.TryGetValue(quote.Market, out var quotes))
            _markets[quote.Market] = quotes = new Dictionary<string, Quote>(StringComparer.Ordinal);

        if (quotes.TryGetValue(quote.Exchange, out var held) && held.EventTime > quote.EventTime)
            return false;

        quotes[quote.Exchange] = quote;
        return true;
    }

    /// <summary>The median of the fresh quotes and the time of the latest; null where none is fresh.</summary>
    public (Amount Price, DateTimeOffset EventTime)? Price(string market, DateTimeOffset now)
    {
        if (!_markets.TryGetValue(market, out var quotes))
            return null;

        var fresh = quotes.Values.Where(quote => now - quote.EventTime <= freshnessLimit).ToArray();
        return fresh.Length == 0
            ? null
            : (Median.Of(fresh.Select(quote => quote.Price).ToArray()), fresh.Max(quote => quote.EventTime));
    }
}
