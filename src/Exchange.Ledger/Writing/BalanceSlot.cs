using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Writing;

/// <summary>Which balance.</summary>
internal readonly record struct BalanceKey(string Account, string Asset);

/// <summary>A balance as of the entries judged so far.</summary>
internal sealed class BalanceSlot(BalanceKey key, Amount value)
{
    public BalanceKey Key { get; } = key;

    public bool NeverNegative { get; } = Accounts.IsNeverNegative(key.Account, key.Asset);

    public Amount Value { get; set; } = value;

    /// <summary>What the entry being judged would add.</summary>
    public Amount Delta { get; set; }

    /// <summary>Whether it must be written at the end of the batch.</summary>
    public bool Dirty { get; set; }
}
