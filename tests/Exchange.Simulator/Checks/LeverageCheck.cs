using Exchange.Contracts.Tokens;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>
/// Leverage is inside its band after every rebalance, and at the last mark once all is quiet, but for what the last
/// digit of a small position cannot reach.
/// </summary>
internal sealed class LeverageCheck : ICheck
{
    public string Name => "leverage";

    public string? Find(RunRecord run)
    {
        var terms = run.Listings.ToDictionary(listed => listed.Symbol);
        foreach (var landed in run.Entries)
        {
            var entry = landed.Recorded.Entry;
            if (entry is { Kind: EntryKind.Rebalance, Symbol: { } symbol }
                && landed.State is { Basket: var basket }
                && terms.TryGetValue(symbol, out var own)
                && Wrong(own, basket, basket.SettlementPrice) is { } fault)
            {
                return $"entry {landed.Recorded.Sequence} leaves {symbol} {fault}";
            }
        }

        return run.Tokens
            .Where(token => token.Nav is { Quality: Quality.Live, Mark: not null })
            .Select(token => Wrong(token.Terms, Basket(token), token.Nav.Mark!.Value) is { } fault
                ? $"in the end {token.Terms.Symbol} is {fault}" : null)
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Wrong(TokenTerms terms, Basket basket, Amount mark)
    {
        Fraction q = basket.Position, s = mark, most = terms.LeverageMax, least = terms.LeverageMin;
        var equity = basket.Collateral + (q * (s - basket.SettlementPrice)).HalfEven();
        if (basket.Status == TokenStatus.Terminated || basket.Units.IsZero || equity.Sign <= 0)
        {
            return null;
        }

        var notional = (q * s).Abs();
        var slack = (s * Fraction.Part * 2) + (most * Fraction.Part * 4);
        var isAbove = most.Sign > 0 && notional > (most * equity) + slack;
        var isBelow = least.Sign > 0 && notional < (least * equity) - slack;
        return isAbove || isBelow ? $"at {(notional / equity).HalfEven()} times, its band is {least} to {most}" : null;
    }

    private static Basket Basket(TokenView token) => new(
        token.Nav.Collateral, token.Nav.Position, token.SettlementPrice, token.Nav.Units, token.Status);
}
