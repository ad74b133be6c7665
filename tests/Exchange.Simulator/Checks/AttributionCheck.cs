using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Ledger;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Every change of a token's collateral is accounted for by what its entries tell: the profit of its position between
/// two marks, payments of holders less fee and spread, funding, management fees, costs of rebalances, and what the
/// insurance paid. Nothing is left over, to the last digit.
/// </summary>
internal sealed class AttributionCheck : ICheck
{
    public string Name => "attribution";

    public string? Find(RunRecord run)
    {
        var last = new Dictionary<string, Basket>();
        foreach (var landed in run.Entries)
        {
            if (landed is not { State.Basket: { } next, Recorded.Entry: { Symbol: { } symbol } entry })
            {
                continue;
            }

            var before = last.GetValueOrDefault(symbol);
            var left = (Fraction)next.Collateral - before.Collateral - Profit(before, next) - Told(landed);
            if (left.Sign != 0)
            {
                return $"entry {landed.Recorded.Sequence} ({entry.Kind} {symbol}) changes collateral by "
                    + $"{next.Collateral - before.Collateral}, of which {left} is not accounted for";
            }

            last[symbol] = next;
        }

        return null;
    }

    private static Fraction Profit(Basket before, Basket next) =>
        ((Fraction)before.Position * ((Fraction)next.SettlementPrice - before.SettlementPrice)).HalfEven();

    private static Fraction Told(LandedEntry landed)
    {
        var entry = landed.Recorded.Entry;
        var facts = EntryFacts.Of(entry);
        var insured = entry.Postings
            .Where(posting => posting.Account == Accounts.Insurance)
            .Aggregate(Fraction.Zero, (sum, posting) => sum - posting.Value);
        return insured + entry.Kind switch
        {
            EntryKind.Creation => Paid(facts) - Kept(facts),
            EntryKind.Redemption => -Paid(facts) - Kept(facts),
            EntryKind.Funding => -facts.Number("paid"),
            EntryKind.Rebalance => -facts.Number("cost") - facts.Number("managementFee"),
            _ => Fraction.Zero,
        };
    }

    private static Fraction Paid(EntryFacts facts) => facts.Of("fill").Number("quote");

    private static Fraction Kept(EntryFacts facts) =>
        facts.Of("fill").Number("fee") + facts.Of("fill").Number("spreadCost");
}
