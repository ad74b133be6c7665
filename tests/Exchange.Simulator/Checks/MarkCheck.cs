using Exchange.Domain.Ledger;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Nothing is done at a price that the market did not have, nor, where clocks are right, at one that is older than the
/// terms allow.
/// </summary>
internal sealed class MarkCheck : ICheck
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    public string Name => "marks";

    public string? Find(RunRecord run)
    {
        var quoted = run.Quoted.ToLookup(quote => (quote.Market, quote.Price), quote => quote.At);
        var terms = run.Listings.DistinctBy(listed => listed.Symbol).ToDictionary(listed => listed.Symbol);
        foreach (var landed in run.Entries)
        {
            var entry = landed.Recorded.Entry;
            if (landed.State is not { } state || !terms.TryGetValue(entry.Symbol ?? "", out var own))
            {
                continue;
            }

            var mark = state.Basket.SettlementPrice;
            var times = quoted[(own.Underlying, mark)];
            if (!times.Any())
            {
                return $"entry {landed.Recorded.Sequence} ({entry.Kind} {entry.Symbol}) is done at {mark}, which "
                    + $"{own.Underlying} never was";
            }

            var limit = TimeSpan.FromSeconds(own.StalenessLimitSeconds) + Slack;
            if (!run.ClocksAreWrong && !times.Any(at => IsFresh(entry, at, limit)))
            {
                return $"entry {landed.Recorded.Sequence} ({entry.Kind} {entry.Symbol}) is done at {entry.Time:O} for "
                    + $"{mark}, which {own.Underlying} was at {times.Last():O}";
            }
        }

        return null;
    }

    private static bool IsFresh(Entry entry, DateTimeOffset at, TimeSpan limit) =>
        at <= entry.Time && entry.Time - at <= limit;
}
