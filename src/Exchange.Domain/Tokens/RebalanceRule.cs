using System.Numerics;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>
/// The trade that brings a settled basket to its target leverage after its own cost. After a rise a 3x long has less
/// than 3x and buys; after a fall it has more and sells.
/// </summary>
public static class RebalanceRule
{
    /// <summary>Decides the trade at the settlement price.</summary>
    public static Rebalanced Rebalance(in Basket basket, in BasketTerms terms)
    {
        if (basket.Units.IsZero || basket.Status == TokenStatus.Terminated)
        {
            return default;
        }

        var traded = Target(basket, terms) - basket.Position;
        var cost = Exact.MultiplyDivide(
            traded.Abs().Parts,
            basket.SettlementPrice.Parts,
            terms.RebalanceCostRate.Parts,
            (Int128)Amount.Scale * Amount.Scale,
            Rounding.Up);
        return new Rebalanced(traded, Amount.FromParts(cost));
    }

    // Q* = L(C + d·c·Q·S) ÷ ((1 + d·L·c)·S), exact up to the one rounding; rare enough for big integers.
    private static Amount Target(in Basket basket, in BasketTerms terms)
    {
        BigInteger scale = Amount.Scale;
        BigInteger leverage = terms.Leverage.Parts, cost = terms.RebalanceCostRate.Parts;
        BigInteger collateral = basket.Collateral.Parts, price = basket.SettlementPrice.Parts;
        BigInteger notional = (BigInteger)basket.Position.Parts * price;
        var direction = leverage * collateral > notional ? 1 : -1;
        var numerator = leverage * ((collateral * scale * scale) + (direction * cost * notional));
        var divisor = ((scale * scale) + (direction * leverage * cost)) * price;
        return Amount.FromParts(Exact.Narrow(Exact.Divide(numerator, divisor, Rounding.HalfEven)));
    }
}
