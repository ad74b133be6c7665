using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Every scheduled rebalance happens once: due times are those of the terms, none is done twice or before its time,
/// none is left out that did not pass while the one before it was late, and none is overdue when all is quiet.
/// </summary>
internal sealed class RebalanceCheck : ICheck
{
    public string Name => "rebalances";

    public string? Find(RunRecord run)
    {
        foreach (var terms in run.Listings)
        {
            if (Wrong(terms, run) is { } fault)
            {
                return $"{terms.Symbol} {fault}";
            }
        }

        return null;
    }

    private static string? Wrong(TokenTerms terms, RunRecord run)
    {
        var done = run.Entries.Select(landed => landed.Recorded.Entry)
            .Where(entry => entry.Kind == EntryKind.Rebalance && entry.Symbol == terms.Symbol)
            .Select(EntryFacts.Of)
            .Where(facts => facts.Text("kind") == nameof(RebalanceKind.Scheduled))
            .Select(facts => (Due: facts.Time("dueAt"), Done: facts.Time("doneAt")))
            .ToList();
        for (var index = 0; index < done.Count; index++)
        {
            var (due, at) = done[index];
            if (!terms.RebalanceTimes.Contains(TimeOnly.FromTimeSpan(due.TimeOfDay)))
            {
                return $"rebalanced for {due:O}, which is no time of its terms";
            }

            if (at < due)
            {
                return $"rebalanced at {at:O}, before it was due at {due:O}";
            }

            if (index > 0 && due != Next(terms, done[index - 1].Done))
            {
                return $"rebalanced for {due:O} after the one done at {done[index - 1].Done:O}";
            }
        }

        var view = run.Tokens.Find(token => token.Terms.Symbol == terms.Symbol);
        return view is { Status: not TokenStatus.Terminated } && view.NextRebalanceAt <= run.EndedAt
            ? $"was due at {view.NextRebalanceAt:O} and has not been rebalanced by {run.EndedAt:O}"
            : null;
    }

    private static DateTimeOffset Next(TokenTerms terms, DateTimeOffset after)
    {
        var midnight = new DateTimeOffset(after.Year, after.Month, after.Day, 0, 0, 0, TimeSpan.Zero);
        return Enumerable.Range(0, 2)
            .SelectMany(day => terms.RebalanceTimes.Select(time => midnight.AddDays(day) + time.ToTimeSpan()))
            .First(due => due > after);
    }
}
