namespace Exchange.Domain.Ledger;

/// <summary>What caused an entry, by the id that its sender knows; at most one of them is there.</summary>
/// <param name="OrderId">Of an order: the id of its entry.</param>
/// <param name="TransferId">Of a deposit or withdrawal.</param>
/// <param name="RebalanceId">Of a rebalance.</param>
public readonly record struct EntryCause(
    string? OrderId = null, string? TransferId = null, string? RebalanceId = null)
{
    /// <summary>Of an entry.</summary>
    public static EntryCause Of(Entry entry) => entry.Kind switch
    {
        EntryKind.Creation or EntryKind.Redemption or EntryKind.Void => new(OrderId: entry.Id.ToString()),
        EntryKind.Deposit or EntryKind.Withdrawal => new(TransferId: entry.Cause),
        EntryKind.Rebalance => new(RebalanceId: entry.Cause),
        _ => default,
    };
}
