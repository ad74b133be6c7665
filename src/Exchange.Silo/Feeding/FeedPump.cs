using Exchange.Contracts.Markets;
using Exchange.Domain.Markets;
using Exchange.Feeds;
using Exchange.Feeds.Clock;

namespace Exchange.Silo.Feeding;

/// <summary>
/// Hands the prices of the source to the market feeds, batch by batch. Under replay it moves the exchange's clock to
/// each batch first, so that what falls due between two prices has fallen due when the second arrives.
/// </summary>
public sealed partial class FeedPump(
    IPriceSource source,
    FundingSchedule funding,
    IGrainFactory grains,
    ILogger<FeedPump> logger,
    ReplayClock? clock = null) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PumpAsync(stoppingToken);

    /// <summary>Until the source ends, or until it is told to stop; it may be called again after.</summary>
    public async Task PumpAsync(CancellationToken stopping)
    {
        await foreach (var batch in source.ReadAsync(stopping))
        {
            clock?.AdvanceTo(batch[0].EventTime);
            try
            {
                await funding.ApplyUntil(batch[0].EventTime, grains);
                await Task.WhenAll(batch.GroupBy(tick => tick.Market).Select(Publish));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The next price replaces this one; a feed that stopped at the first failure would stop the exchange.
                LogNotPublished(exception);
            }
        }

        LogEnded(source.Name);
    }

    private Task Publish(IGrouping<string, PriceTick> ticks) =>
        grains.GetGrain<IMarketFeedGrain>(ticks.Key).Publish([.. ticks]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A price was not published")]
    private partial void LogNotPublished(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The feed '{Name}' has ended")]
    private partial void LogEnded(string name);
}
