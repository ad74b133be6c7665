using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Domain.Tests.Tokens;

/// <summary>The formulas of the basket written down as they read, with exact fractions.</summary>
internal static class BasketTwin
{
    public static Settled Settle(Basket b, Amount mark)
    {
        var profit = ((Rational)b.Position * ((Rational)mark - b.SettlementPrice)).HalfEven();
        var left = b.Collateral + profit;
        var over = b.Units.IsPositive && !left.IsPositive;
        return new Settled(mark, profit, over ? -left : Amount.Zero, over);
    }

    public static Created? Create(Basket b, BasketTerms t, Amount paid)
    {
        var nav = b.Units.IsZero ? (Rational)t.NavInitial : (Rational)b.Collateral / b.Units;
        var ask = (nav * ((Rational)1 + t.SpreadRate)).Up();
        var fee = ((Rational)paid * t.CreationFeeRate).Up();
        var net = paid - fee;
        var units = ((Rational)net / ask).Down();
        if (paid < t.OrderMin || !units.IsPositive)
        {
            return null;
        }

        var into = ((Rational)units * nav).Up();
        var traded = b.Units.IsZero
            ? ((Rational)t.Leverage * into / b.SettlementPrice).HalfEven()
            : ((Rational)b.Position * units / b.Units).HalfEven();
        return new Created(paid, ask, units, fee, net - into, into, traded);
    }

    public static Redeemed? Redeem(Basket b, BasketTerms t, Amount units)
    {
        if (units > b.Units)
        {
            return null;
        }

        var nav = (Rational)b.Collateral / b.Units;
        var bid = (nav * ((Rational)1 - t.SpreadRate)).Down();
        var gross = ((Rational)units * bid).Down();
        if (gross < t.OrderMin && units != b.Units)
        {
            return null;
        }

        var fee = ((Rational)gross * t.RedemptionFeeRate).Up();
        var all = units == b.Units;
        var taken = all ? b.Collateral : ((Rational)units * nav).Down();
        var traded = all ? -b.Position : -((Rational)b.Position * units / b.Units).HalfEven();
        return new Redeemed(units, bid, gross - fee, fee, taken - gross, taken, traded);
    }

    public static FundingPaid Fund(Basket b, Amount rate) =>
        new(rate, ((Rational)rate * b.Position * b.SettlementPrice).HalfEven());

    public static ManagementFeeCharged Charge(Basket b, BasketTerms t, long seconds) => new(
        seconds,
        Amount.Min(b.Collateral, ((Rational)b.Collateral * t.ManagementFeeRateDaily * seconds / 86400).Up()));

    public static Rebalanced Rebalance(Basket b, BasketTerms t)
    {
        Rational price = b.SettlementPrice, leverage = t.Leverage, cost = t.RebalanceCostRate;
        var notional = (Rational)b.Position * price;
        Rational d = leverage * b.Collateral > notional ? 1 : -1;
        var target = leverage * ((Rational)b.Collateral + (d * cost * notional))
            / ((Rational)1 + (d * leverage * cost));
        var traded = (target / price).HalfEven() - b.Position;
        return new Rebalanced(traded, ((Rational)traded.Abs() * price * cost).Up());
    }
}
