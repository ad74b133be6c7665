using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>Which entries to list, the newest first.</summary>
/// <param name="WalletId">Of this wallet, or null.</param>
/// <param name="Symbol">Of this token, or null. With a wallet: of both.</param>
/// <param name="Kinds">Only of these kinds; empty: of all.</param>
/// <param name="Before">Only below this sequence; 0: from the end.</param>
/// <param name="Limit">At most so many, 1 to 1000.</param>
public sealed record EntryQuery(
    string? WalletId, string? Symbol, IReadOnlyList<EntryKind> Kinds, long Before, int Limit)
{
    /// <summary>The most entries that one query answers.</summary>
    public const int LimitMax = 1000;

    internal void AssertValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limit, LimitMax);
        ArgumentOutOfRangeException.ThrowIfNegative(Before);
    }
}
