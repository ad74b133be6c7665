using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>
/// What happens to a basket, decided and not yet done. Every rule but <see cref="Settle"/> expects a basket that was
/// settled at the current mark.
/// </summary>
public static class BasketRules
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Profit not settled yet at a mark, half to even.</summary>
    public static Amount Profit(in Basket basket, Amount mark) =>
        basket.Position.MultiplyHalfEven(mark - basket.SettlementPrice);

    /// <summary>
    /// Settles the position at a mark; where collateral is gone and units are out, knocks the token out.
    /// </summary>
    public static Settled Settle(in Basket basket, Amount mark)
    {
        var profit = Profit(basket, mark);
        var collateral = basket.Collateral + profit;
        var over = basket.Status == TokenStatus.Terminated;
        var knockedOut = !over && basket.Units.IsPositive && !collateral.IsPositive;
        return new Settled(mark, profit, knockedOut ? -collateral : Amount.Zero, knockedOut);
    }

    /// <summary>Creates units for an amount paid, quote currency.</summary>
    public static Result<Created> Create(in Basket basket, in BasketTerms terms, Amount paid)
    {
        if (Refuse(basket, paid) is var refusal && refusal != Refusal.None)
        {
            return refusal;
        }

        if (paid < terms.OrderMin)
        {
            return Refusal.BelowMinimum;
        }

        var fee = paid.MultiplyUp(terms.CreationFeeRate);
        var net = paid - fee;
        var price = Ask(basket, terms);
        var units = net.DivideDown(price);
        return units.IsPositive ? Creation(basket, terms, units, price, net, fee) : Refusal.BelowMinimum;
    }

    /// <summary>
    /// Creates exactly so many units; the amount paid follows, and creating for that amount gives no less.
    /// </summary>
    public static Result<Created> CreateUnits(in Basket basket, in BasketTerms terms, Amount units)
    {
        if (Refuse(basket, units) is var refusal && refusal != Refusal.None)
        {
            return refusal;
        }

        var price = Ask(basket, terms);
        var net = units.MultiplyUp(price);
        var fee = net.Scaled(terms.CreationFeeRate, Amount.One - terms.CreationFeeRate, Rounding.Up);
        return net + fee < terms.OrderMin
            ? Refusal.BelowMinimum
            : Creation(basket, terms, units, price, net, fee);
    }

    /// <summary>Redeems units.</summary>
    public static Result<Redeemed> Redeem(in Basket basket, in BasketTerms terms, Amount units)
    {
        if (Refuse(basket, units) is var refusal && refusal != Refusal.None)
        {
            return refusal;
        }

        if (units > basket.Units)
        {
            return Refusal.UnitsExceedOutstanding;
        }

        var all = units == basket.Units;
        var price = Bid(basket, terms);
        var gross = units.MultiplyDown(price);
        if (gross < terms.OrderMin && !all)
        {
            return Refusal.BelowMinimum;
        }

        var fee = gross.MultiplyUp(terms.RedemptionFeeRate);
        var taken = all ? basket.Collateral : units.Scaled(basket.Collateral, basket.Units, Rounding.Down);
        var traded = all ? -basket.Position : -basket.Position.Scaled(units, basket.Units, Rounding.HalfEven);
        return new Redeemed(units, price, gross - fee, fee, taken - gross, taken, traded);
    }

    /// <summary>The fewest units whose redemption brings at least so much, quote currency, fee taken off.</summary>
    public static Result<Amount> UnitsForProceeds(in Basket basket, in BasketTerms terms, Amount proceeds)
    {
        if (Refuse(basket, proceeds) is var refusal && refusal != Refusal.None)
        {
            return refusal;
        }

        var price = Bid(basket, terms);
        if (!price.IsPositive)
        {
            return Refusal.UnitsExceedOutstanding;
        }

        // gross − up(gross · kr) ≥ proceeds holds for gross = up(proceeds ÷ (1 − kr)), as the fee rounds up by less
        // than one part of a number that is whole.
        var gross = proceeds.DivideUp(Amount.One - terms.RedemptionFeeRate);
        return gross.DivideUp(price);
    }

    /// <summary>Funding at a rate of the notional; longs pay a positive rate.</summary>
    public static FundingPaid Fund(in Basket basket, Amount rate)
    {
        var scale = (Int128)Amount.Scale * Amount.Scale;
        var paid = Exact.MultiplyDivide(
            rate.Parts, basket.Position.Parts, basket.SettlementPrice.Parts, scale, Rounding.HalfEven);
        return new FundingPaid(rate, Amount.FromParts(paid));
    }

    /// <summary>The management fee for so many seconds, never more than the collateral.</summary>
    public static ManagementFeeCharged ChargeManagementFee(in Basket basket, in BasketTerms terms, long seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var fee = Exact.MultiplyDivide(
            basket.Collateral.Parts,
            terms.ManagementFeeRateDaily.Parts,
            seconds,
            (Int128)SecondsPerDay * Amount.Scale,
            Rounding.Up);
        return new ManagementFeeCharged(seconds, Amount.Min(basket.Collateral, Amount.FromParts(fee)));
    }

    private static Created Creation(
        in Basket basket, in BasketTerms terms, Amount units, Amount price, Amount net, Amount fee)
    {
        var first = basket.Units.IsZero;
        var into = first
            ? units.MultiplyUp(terms.NavInitial)
            : units.Scaled(basket.Collateral, basket.Units, Rounding.Up);
        var traded = first
            ? terms.Leverage.Scaled(into, basket.SettlementPrice, Rounding.HalfEven)
            : basket.Position.Scaled(units, basket.Units, Rounding.HalfEven);
        return new Created(net + fee, price, units, fee, net - into, into, traded);
    }

    private static Amount Ask(in Basket basket, in BasketTerms terms) => basket.Units.IsZero
        ? terms.NavInitial.MultiplyUp(Amount.One + terms.SpreadRate)
        : basket.Collateral.Scaled(Amount.One + terms.SpreadRate, basket.Units, Rounding.Up);

    private static Amount Bid(in Basket basket, in BasketTerms terms) => basket.Units.IsZero
        ? Amount.Zero
        : basket.Collateral.Scaled(Amount.One - terms.SpreadRate, basket.Units, Rounding.Down);

    private static Refusal Refuse(in Basket basket, Amount amount)
    {
        if (!amount.IsPositive)
        {
            return Refusal.AmountNotPositive;
        }

        return basket.Status == TokenStatus.Terminated ? Refusal.Terminated : Refusal.None;
    }
}
