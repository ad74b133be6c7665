using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>When leverage has drifted so far that the token is rebalanced at once.</summary>
public static class LeverageBand
{
    /// <summary>Whether actual leverage at a mark is outside the band of the terms.</summary>
    public static bool IsLeft(Basket basket, TokenTerms terms, Amount mark)
    {
        if (basket.Units.IsZero || basket.Status == TokenStatus.Terminated)
        {
            return false;
        }

        var equity = basket.Equity(mark);
        if (!equity.IsPositive)
        {
            return false;
        }

        // |Q·S| against bound · E, exact: a quotient would have to be rounded.
        var notional = BigInteger.Abs((BigInteger)basket.Position.Parts * mark.Parts);
        var losing = !terms.LeverageMax.IsZero && notional >= Bound(terms.LeverageMax, equity);
        var winning = !terms.LeverageMin.IsZero && notional <= Bound(terms.LeverageMin, equity);
        return losing || winning;
    }

    /// <summary>The mark at which the losing side is rebalanced, half to even; null if no mark does it.</summary>
    public static Amount? TriggerPrice(Basket basket, TokenTerms terms)
    {
        if (terms.LeverageMax.IsZero || basket.Position.IsZero || basket.Status == TokenStatus.Terminated)
        {
            return null;
        }

        // S = B(C − Q·P) ÷ (Q(1 − B)), with B signed like the position.
        BigInteger scale = Amount.Scale;
        var bound = basket.Position.IsNegative ? -terms.LeverageMax : terms.LeverageMax;
        var free = (basket.Collateral.Parts * scale)
            - ((BigInteger)basket.Position.Parts * basket.SettlementPrice.Parts);
        var divisor = (BigInteger)basket.Position.Parts * (scale - bound.Parts);
        if (divisor.IsZero)
        {
            return null;
        }

        var price = Exact.Divide(bound.Parts * free, divisor, Rounding.HalfEven);
        return price.Sign > 0 ? Amount.FromParts(Exact.Narrow(price)) : null;
    }

    private static BigInteger Bound(Amount leverage, Amount equity) => (BigInteger)leverage.Parts * equity.Parts;
}
