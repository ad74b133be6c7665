using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Ledger;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Nothing comes from nowhere: every entry adds up to nothing in every asset, and after each entry of a token its units
/// at their value, and income, are what holders, venue and insurance paid in.
/// </summary>
internal sealed class ConservationCheck : ICheck
{
    public string Name => "conservation";

    public string? Find(RunRecord run)
    {
        var paidIn = new Dictionary<string, Fraction>();
        foreach (var landed in run.Entries)
        {
            if ((Unbalanced(landed) ?? Unbacked(landed, paidIn)) is { } fault)
            {
                return $"entry {landed.Recorded.Sequence} ({landed.Recorded.Entry.Kind}): {fault}";
            }
        }

        var sums = (run.Moment?.Balances ?? []).GroupBy(balance => balance.Asset, balance => (Fraction)balance.Value)
            .Select(group => (Asset: group.Key, Sum: group.Aggregate((a, b) => a + b)));
        var odd = sums.FirstOrDefault(sum => sum.Sum.Sign != 0);
        return odd.Asset is null ? null : $"all balances of {odd.Asset} add up to {odd.Sum}";
    }

    private static string? Unbalanced(LandedEntry landed) => landed.Recorded.Entry.Postings
        .GroupBy(posting => posting.Asset, posting => (Fraction)posting.Value)
        .Where(group => group.Aggregate((a, b) => a + b).Sign != 0)
        .Select(group => $"it does not balance in {group.Key}")
        .FirstOrDefault();

    private static string? Unbacked(LandedEntry landed, Dictionary<string, Fraction> paidIn)
    {
        if (landed is not { State.Basket: { } basket, Recorded.Entry: { Symbol: { } symbol } entry })
        {
            return null;
        }

        // What left wallets, venue and insurance and did not become income must be what the units are worth.
        var moved = entry.Postings
            .Where(posting => posting.Asset == Accounts.QuoteAsset && posting.Account != Accounts.Token(symbol))
            .Aggregate(Fraction.Zero, (sum, posting) => sum - posting.Value);
        var sum = paidIn[symbol] = paidIn.GetValueOrDefault(symbol) + moved;
        Fraction units = basket.Units, collateral = basket.Collateral;
        var nav = units.Sign == 0 || basket.Status == TokenStatus.Terminated ? 0 : (collateral / units).HalfEven();
        return (sum - (units * nav)).Abs() * 2 <= (units * Fraction.Part) + (Fraction.Part * 2)
            ? null
            : $"{symbol} has {units} units at {nav}, and {sum} was paid in";
    }
}
