using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using TransferKey = (string WalletId, bool IsDeposit, string TransferId);

namespace Exchange.Simulator.Checks;

/// <summary>
/// Each transfer id moves money at most once; what was acknowledged is in the ledger with that amount; what was refused
/// is not; and nothing moves that nobody asked for.
/// </summary>
internal sealed class TransferCheck : ICheck
{
    public string Name => "transfers";

    public string? Find(RunRecord run)
    {
        var entries = run.Entries.Select(landed => landed.Recorded.Entry)
            .Where(entry => entry.Kind is EntryKind.Deposit or EntryKind.Withdrawal)
            .ToLookup(entry => (entry.WalletId ?? "", entry.Kind == EntryKind.Deposit, entry.Cause));
        var attempts = run.Transfers.ToLookup(
            attempt => (attempt.WalletId, attempt.IsDeposit, attempt.Request.TransferId));
        foreach (var own in entries)
        {
            if (own.Count() > 1)
            {
                return $"{Say(own.Key)} has {own.Count()} entries";
            }

            if (!attempts[own.Key].Any(attempt => Signed(attempt) == Moved(own.Single())))
            {
                return $"{Say(own.Key)} moved {Moved(own.Single())} and nobody asked for that";
            }
        }

        return attempts.Select(own => Wrong(own.Key, [.. own], entries[own.Key].SingleOrDefault(), run))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Wrong(
        TransferKey key, IReadOnlyList<TransferAttempt> attempts, Entry? entry, RunRecord run)
    {
        foreach (var view in attempts.Select(attempt => attempt.View))
        {
            if (view is not null && (entry is null || view.EntryId != entry.Id || view.Value != Moved(entry)
                || view.TransferId != key.TransferId || view.Time != entry.Time))
            {
                return $"{Say(key)} was acknowledged with {view.Value}, and the ledger "
                    + (entry is null ? "has none" : $"moved {Moved(entry)}");
            }
        }

        // A ledger that goes away leaves open what became of a transfer, and says so.
        var refused = attempts.All(attempt => attempt.Refusal is not (Refusal.None or Refusal.OutcomeUnknown));
        return entry is not null && refused && !run.CallsAreRepeated
            ? $"{Say(key)} was refused ({attempts[0].Refusal}) and is in the ledger"
            : null;
    }

    private static Amount Moved(Entry entry) => entry.Postings
        .Where(posting => posting.Account == Accounts.Wallet(entry.WalletId ?? ""))
        .Aggregate(Amount.Zero, (sum, posting) => sum + posting.Value);

    private static Amount Signed(TransferAttempt attempt) =>
        attempt.IsDeposit ? attempt.Request.Value : -attempt.Request.Value;

    private static string Say(TransferKey key) =>
        $"{(key.IsDeposit ? "deposit" : "withdrawal")} {key.TransferId} of {key.WalletId}";
}
