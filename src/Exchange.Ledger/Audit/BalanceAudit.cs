using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Audit;

/// <summary>Adds up every posting, and compares with the balances that the ledger keeps.</summary>
internal sealed class BalanceAudit
{
    private readonly Dictionary<BalanceKey, Amount> _sums = [];

    public int Count => _sums.Count;

    public void Add(Entry entry)
    {
        foreach (var posting in entry.Postings)
        {
            var key = new BalanceKey(posting.Account, posting.Asset);
            _sums[key] = _sums.GetValueOrDefault(key) + posting.Value;
        }

        // Only after the whole entry: on its way through its postings a balance may pass below zero.
        foreach (var posting in entry.Postings)
        {
            var sum = _sums[new BalanceKey(posting.Account, posting.Asset)];
            if (sum.IsNegative && Accounts.IsNeverNegative(posting.Account, posting.Asset))
            {
                throw new AuditException($"Entry {entry.Id} leaves {posting.Account} with {sum} {posting.Asset}.");
            }
        }
    }

    /// <summary>Compares with one balance, and crosses it off.</summary>
    public void Compare(Posting balance)
    {
        _sums.Remove(new BalanceKey(balance.Account, balance.Asset), out var sum);
        if (sum != balance.Value)
        {
            throw new AuditException(
                $"The balance of {balance.Account} is {balance.Value} {balance.Asset}, and its postings add up to"
                + $" {sum}.");
        }
    }

    /// <summary>After all balances were compared, only sums of nothing may be left.</summary>
    public void AssertAllCompared()
    {
        foreach (var (key, sum) in _sums)
        {
            if (!sum.IsZero)
            {
                throw new AuditException(
                    $"The postings of {key.Account} add up to {sum} {key.Asset}, and it has no balance.");
            }
        }
    }
}
