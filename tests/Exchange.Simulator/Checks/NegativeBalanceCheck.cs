using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Simulator.Checks;

/// <summary>No wallet and no collateral is ever below zero, after any entry.</summary>
internal sealed class NegativeBalanceCheck : ICheck
{
    public string Name => "no negative balance";

    public string? Find(RunRecord run)
    {
        var sums = new Dictionary<(string Account, string Asset), Amount>();
        foreach (var recorded in run.Entries.Select(landed => landed.Recorded))
        {
            foreach (var posting in recorded.Entry.Postings)
            {
                var key = (posting.Account, posting.Asset);
                sums[key] = sums.GetValueOrDefault(key) + posting.Value;
            }

            foreach (var (account, asset, _) in recorded.Entry.Postings)
            {
                var mustNot = account.StartsWith("wallet/", StringComparison.Ordinal)
                    || (account.StartsWith("token/", StringComparison.Ordinal) && asset == Accounts.QuoteAsset);
                if (mustNot && sums[(account, asset)].IsNegative)
                {
                    return $"entry {recorded.Sequence} leaves {account} with {sums[(account, asset)]} {asset}";
                }
            }
        }

        return null;
    }
}
