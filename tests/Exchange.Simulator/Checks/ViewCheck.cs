using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Once all is quiet, every wallet and token answers what the ledger has, and no wallet holds anything.
/// </summary>
internal sealed class ViewCheck : ICheck
{
    public string Name => "views";

    public string? Find(RunRecord run)
    {
        var balances = (run.Moment?.Balances ?? []).ToLookup(balance => balance.Account);
        var states = run.Entries
            .Where(landed => landed.State is not null)
            .GroupBy(landed => landed.Recorded.Entry.Symbol!)
            .ToDictionary(own => own.Key, own => own.Last().State!);
        return run.EarlyWallets.Select(Holding)
            .Concat(run.Wallets.Select(Holding))
            .Concat(run.Wallets.Select(wallet => Wrong(wallet, balances[Accounts.Wallet(wallet.WalletId)])))
            .Concat(run.Tokens.Select(token => Wrong(token, states.GetValueOrDefault(token.Terms.Symbol))))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Holding(WalletView wallet) => wallet.Balances
        .Where(balance => !balance.Held.IsZero)
        .Select(balance => $"{wallet.WalletId} still holds {balance.Held} {balance.Asset} for nothing")
        .FirstOrDefault();

    private static string? Wrong(WalletView wallet, IEnumerable<Posting> balances)
    {
        var rest = balances.ToDictionary(balance => balance.Asset, balance => balance.Value);
        foreach (var balance in wallet.Balances)
        {
            rest.Remove(balance.Asset, out var kept);
            if (kept != balance.Total)
            {
                return $"{wallet.WalletId} says {balance.Total} {balance.Asset}, the ledger {kept}";
            }
        }

        return rest.Count == 0 ? null : $"{wallet.WalletId} does not tell of its {rest.First().Key}";
    }

    private static string? Wrong(TokenView token, TokenState? state)
    {
        var basket = state?.Basket ?? default;
        var told = (token.Nav.Collateral, token.Nav.Position, token.Nav.Units);
        var kept = (basket.Collateral, basket.Position, basket.Units);
        var isOver = token.Status == TokenStatus.Terminated;
        return told != kept || isOver != (basket.Status == TokenStatus.Terminated)
            ? $"{token.Terms.Symbol} says {Say(told)} and is {token.Status}, the ledger {Say(kept)} and {basket.Status}"
            : null;
    }

    private static string Say((Amount Collateral, Amount Position, Amount Units) of) =>
        $"collateral {of.Collateral}, position {of.Position}, units {of.Units}";
}
