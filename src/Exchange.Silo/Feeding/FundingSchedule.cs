using System.Globalization;
using Exchange.Contracts.Markets;
using Exchange.Feeds.Replay;

namespace Exchange.Silo.Feeding;

/// <summary>Funding rates of the past, applied as the replay reaches them.</summary>
public sealed class FundingSchedule
{
    private readonly Queue<(string Market, FundingRate Rate)> _due;

    /// <summary>Reads files named as <c>MARKET=path</c>.</summary>
    public FundingSchedule(IEnumerable<string> files) => _due = new Queue<(string, FundingRate)>(files
        .Select(ReplayFile.Parse)
        .SelectMany(file => FundingFile.Read(file.Path).Select(rate => (file.Market, Rate: rate)))
        .OrderBy(item => item.Rate.Time));

    /// <summary>
    /// Applies what is due; an id made from the time makes each happen once, however often it is replayed.
    /// </summary>
    public async Task ApplyUntil(DateTimeOffset time, IGrainFactory grains)
    {
        while (_due.TryPeek(out var next) && next.Rate.Time <= time)
        {
            _due.Dequeue();
            var id = next.Rate.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            await grains.GetGrain<IMarketFeedGrain>(next.Market).ApplyFunding(next.Rate.Rate, $"replay-{id}");
        }
    }
}
