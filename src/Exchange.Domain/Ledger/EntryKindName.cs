namespace Exchange.Domain.Ledger;

/// <summary>The names that the world knows kinds of entries by.</summary>
public static class EntryKindName
{
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Void => "VOID",
        EntryKind.Deposit => "DEPOSIT",
        EntryKind.Withdrawal => "WITHDRAWAL",
        EntryKind.Creation => "CREATION",
        EntryKind.Redemption => "REDEMPTION",
        EntryKind.Funding => "FUNDING",
        EntryKind.Rebalance => "REBALANCE",
        EntryKind.KnockOut => "KNOCK_OUT",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
