using Exchange.Domain;
using Exchange.Domain.Ledger;
using OrderKey = (string WalletId, string ClientOrderId);

namespace Exchange.Simulator.Checks;

/// <summary>
/// Each client order id is filled at most once; what was acknowledged is in the ledger as it was acknowledged, and is
/// answered so for ever after; what was refused is not; and nothing is filled that nobody asked for.
/// </summary>
internal sealed class OrderCheck : ICheck
{
    public string Name => "orders";

    public string? Find(RunRecord run)
    {
        var entries = run.Entries.Select(landed => landed.Recorded.Entry)
            .Where(entry => entry.Kind is EntryKind.Creation or EntryKind.Redemption or EntryKind.Void)
            .ToLookup(entry => (entry.WalletId ?? "", entry.Cause));
        var attempts = run.Orders.ToLookup(
            attempt => (attempt.Request.WalletId, attempt.Request.ClientOrderId));
        return Twice(entries)
            ?? attempts.Select(own => Wrong(own.Key, [.. own], entries[own.Key].FirstOrDefault(), run))
                .FirstOrDefault(fault => fault is not null)
            ?? OutOfNowhere(entries, attempts);
    }

    private static string? Twice(ILookup<OrderKey, Entry> entries) => entries
        .Where(own => own.Count() > 1)
        .Select(own => $"{Say(own.Key)} has {own.Count()} entries")
        .FirstOrDefault();

    private static string? Wrong(OrderKey key, IReadOnlyList<OrderAttempt> attempts, Entry? entry, RunRecord run)
    {
        var isFilled = entry is not null && entry.Kind != EntryKind.Void;
        foreach (var attempt in attempts)
        {
            if (attempt.Order is { } order)
            {
                if (!isFilled)
                {
                    return $"{Say(key)} was acknowledged at {attempt.AnsweredAt:O} and is not in the ledger";
                }

                if (!new FilledOrder(entry!).Equals(order))
                {
                    return $"{Say(key)} was acknowledged as {order}, and the ledger says {entry!.Detail}";
                }
            }

            if (attempt.Refusal == Refusal.OrderVoided && entry?.Kind != EntryKind.Void)
            {
                return $"{Say(key)} was said to be void and has {entry?.Kind.ToString() ?? "no entry"}";
            }
        }

        var known = attempts.Where(attempt => attempt.Order is not null).Min(attempt => attempt.AnsweredAt);
        var later = attempts.FirstOrDefault(attempt => attempt.SentAt > known
            && attempt.Refusal is not (Refusal.None or Refusal.Overloaded or Refusal.LedgerUnavailable
                or Refusal.OutcomeUnknown));
        if (later is not null)
        {
            return $"{Say(key)} was acknowledged at {known:O}, and at {later.AnsweredAt:O} {later.Refusal}";
        }

        // A refusal changes nothing; unless one of the attempts was never answered, or sent twice on its way.
        var refused = attempts.All(attempt => attempt.Refusal is not (Refusal.None or Refusal.OutcomeUnknown));
        return isFilled && refused && !run.CallsAreRepeated
            ? $"{Say(key)} was refused ({attempts[0].Refusal}) and is in the ledger"
            : null;
    }

    private static string? OutOfNowhere(
        ILookup<OrderKey, Entry> entries, ILookup<OrderKey, OrderAttempt> attempts) => entries
        .Where(own => own.Any(entry => entry.Kind != EntryKind.Void
            && !attempts[own.Key].Any(attempt => new FilledOrder(entry).IsOf(attempt.Request))))
        .Select(own => $"{Say(own.Key)} is filled and nobody asked for it")
        .FirstOrDefault();

    private static string Say(OrderKey key) => $"order {key.ClientOrderId} of {key.WalletId}";
}
