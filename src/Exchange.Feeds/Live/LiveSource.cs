using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Exchange.Domain.Markets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Feeds.Live;

/// <summary>
/// Live prices: for each market the median of what the exchanges said last, as far as it is fresh. A batch is what
/// changed until the moment of reading; each of its ticks has the time that an exchange gave it.
/// </summary>
/// <remarks>A market of which no exchange speaks gets no ticks; to call it stale is the reader's part.</remarks>
public sealed class LiveSource : IPriceSource
{
    /// <summary>Between connections and reader; when it is full, the oldest quotes have lost their worth.</summary>
    private const int QuotesMax = 4096;

    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly LiveConnection[] _connections;

    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    public LiveSource(LiveOptions options, TimeProvider time, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        _options = options;
        _time = time;
        ILogger log = loggers?.CreateLogger<LiveSource>() ?? NullLogger<LiveSource>.Instance;
        _connections = [.. options.Endpoints.Select(endpoint => new LiveConnection(endpoint, options, time, log))];
    }

    public string Name => "live";

    public IReadOnlyList<string> Markets => _options.Markets;

    /// <summary>One for each exchange.</summary>
    public IReadOnlyList<LiveCounters> Counters => [.. _connections.Select(connection => connection.Counters)];

    public async IAsyncEnumerable<IReadOnlyList<PriceTick>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var quotes = Channel.CreateBounded<Quote>(
            new BoundedChannelOptions(QuotesMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var connections = Task.WhenAll(_connections.Select(each => RunAsync(each, quotes.Writer, stop.Token)));
        var book = new QuoteBook(_options.FreshnessLimit);
        var sequences = Markets.ToDictionary(market => market, _ => new TickSequence(), StringComparer.Ordinal);
        try
        {
            while (await quotes.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = Batch(quotes.Reader, book, sequences);
                if (batch.Count == 0)
                    continue;

                yield return batch;
                await Task.Delay(_options.EmitInterval, _time, cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await connections;
        }
    }

    /// <summary>A fault that no network explains ends the reading with it, instead of a silent market.</summary>
    private static async Task RunAsync(LiveConnection connection, ChannelWriter<Quote> quotes, CancellationToken stop)
    {
        try
        {
            await connection.RunAsync(quote => quotes.TryWrite(quote), stop);
        }
        catch (Exception fault)
        {
            quotes.TryComplete(fault);
        }
    }

    private List<PriceTick> Batch(
        ChannelReader<Quote> quotes, QuoteBook book, Dictionary<string, TickSequence> sequences)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        while (quotes.TryRead(out var quote))
        {
            if (book.Take(quote))
                changed.Add(quote.Market);
        }

        var now = _time.GetUtcNow();
        var batch = new List<PriceTick>(changed.Count);
        foreach (var market in Markets.Where(changed.Contains))
        {
            if (book.Price(market, now) is var (price, time))
                batch.Add(new PriceTick(market, price, time, sequences[market].Next(time), Name));
        }

        return batch;
    }
}
