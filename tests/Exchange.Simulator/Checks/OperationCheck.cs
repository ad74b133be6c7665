using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>
/// What operators asked for happened at most once by its id; what was acknowledged is in the ledger as it was
/// acknowledged; what was refused is not; and nothing happened that nobody asked for.
/// </summary>
internal sealed class OperationCheck : ICheck
{
    public string Name => "operations";

    public string? Find(RunRecord run)
    {
        var entries = run.Entries.Select(landed => landed.Recorded.Entry)
            .Where(entry => entry.Kind == EntryKind.Funding || IsManual(entry))
            .ToLookup(entry => (entry.Symbol ?? "", entry.Kind, entry.Cause));
        var attempts = run.Operations.ToLookup(attempt => (attempt.Symbol, Kind(attempt), attempt.Id));
        var odd = entries.FirstOrDefault(own => own.Count() > 1 || !attempts[own.Key].Any());
        return odd is not null
            ? $"{odd.Key} has {odd.Count()} entries for {attempts[odd.Key].Count()} requests"
            : attempts.Select(own => Wrong([.. own], entries[own.Key].SingleOrDefault(), run) is { } fault
                    ? $"{own.Key} {fault}" : null)
                .FirstOrDefault(fault => fault is not null);
    }

    private static string? Wrong(IReadOnlyList<OperatorAttempt> attempts, Entry? entry, RunRecord run)
    {
        foreach (var attempt in attempts)
        {
            if ((attempt.Rebalance is not null || attempt.Funding is not null) && entry is null)
            {
                return "was acknowledged and is not in the ledger";
            }

            if (attempt.Funding is { } funding && EntryFacts.Of(entry!).Number("paid") != funding.Paid)
            {
                return $"was acknowledged with {funding.Paid}, and the ledger says {entry!.Detail}";
            }

            if (attempt.Rebalance is { } record
                && (EntryFacts.Of(entry!).Number("traded") != record.Traded
                    || EntryFacts.Of(entry!).Time("doneAt") != record.DoneAt))
            {
                return $"was acknowledged as {record}, and the ledger says {entry!.Detail}";
            }
        }

        var refused = attempts.All(attempt => attempt.Refusal is not (Refusal.None or Refusal.OutcomeUnknown));
        return entry is not null && refused && !run.CallsAreRepeated
            ? $"was refused ({attempts[0].Refusal}) and is in the ledger"
            : null;
    }

    private static EntryKind Kind(OperatorAttempt attempt) =>
        attempt.Rate is null ? EntryKind.Rebalance : EntryKind.Funding;

    private static bool IsManual(Entry entry) =>
        entry.Kind == EntryKind.Rebalance && EntryFacts.Of(entry).Text("kind") == "Manual";
}
