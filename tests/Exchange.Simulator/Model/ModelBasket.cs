using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Model;

/// <summary>What a creation came to.</summary>
internal readonly record struct ModelCreation(
    Fraction Paid, Fraction Ask, Fraction Fee, Fraction Units, Fraction Into, Fraction Spread, Fraction Traded);

/// <summary>What a redemption came to.</summary>
internal readonly record struct ModelRedemption(
    Fraction Units, Fraction Bid, Fraction Gross, Fraction Fee, Fraction Out, Fraction Spread, Fraction Traded);

/// <summary>
/// The basket of a token, written down from the formulas with their letters: C collateral, Q position, P settlement
/// price, U units, S the mark, n the exact value of a unit.
/// </summary>
internal sealed class ModelBasket(BasketTerms terms)
{
    public Fraction C { get; private set; }

    public Fraction Q { get; private set; }

    public Fraction P { get; private set; }

    public Fraction U { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>The value of a unit as it is shown.</summary>
    public Fraction Nav => IsOver ? 0 : U.Sign == 0 ? terms.NavInitial : (C / U).HalfEven();

    /// <summary>Actual leverage as it is shown; nothing where there is no equity.</summary>
    public Fraction Leverage => C.Sign > 0 ? (Q * P / C).HalfEven(6) : 0;

    private Fraction n => U.Sign == 0 ? terms.NavInitial : C / U;

    /// <summary>Profit from the venue, and what the insurance had to pay if that ended the token.</summary>
    public (Fraction Profit, Fraction Deficit, Fraction Returned) Settle(Fraction s)
    {
        var profit = (Q * (s - P)).HalfEven();
        C += profit;
        P = s;
        if (IsOver || U.Sign <= 0 || C.Sign > 0)
        {
            return (profit, 0, 0);
        }

        var (deficit, returned) = (-C, Q);
        (C, Q, IsOver) = (0, 0, true);
        return (profit, deficit, returned);
    }

    /// <summary>What is created for an amount.</summary>
    public ModelCreation CreateFor(Fraction amount)
    {
        var ask = (n * (Fraction.One + terms.SpreadRate)).Up();
        var fee = (amount * terms.CreationFeeRate).Up();
        var net = amount - fee;
        return Create(amount, ask, fee, net, (net / ask).Down());
    }

    /// <summary>What so many units cost: the fee is that of the amount that is asked for in all.</summary>
    public ModelCreation CreateUnits(Fraction units)
    {
        var ask = (n * (Fraction.One + terms.SpreadRate)).Up();
        var net = (units * ask).Up();
        var fee = (net * terms.CreationFeeRate / (Fraction.One - terms.CreationFeeRate)).Up();
        return Create(net + fee, ask, fee, net, units);
    }

    /// <summary>The fewest units that bring at least so much after the fee.</summary>
    public Fraction UnitsFor(Fraction proceeds)
    {
        var gross = (proceeds / (Fraction.One - terms.RedemptionFeeRate)).Up();
        return (gross / Bid()).Up();
    }

    public ModelRedemption Redeem(Fraction units)
    {
        var bid = Bid();
        var gross = (units * bid).Down();
        var fee = (gross * terms.RedemptionFeeRate).Up();
        var all = units == U;
        var taken = all ? C : (units * n).Down();
        var traded = all ? -Q : -(Q * units / U).HalfEven();
        return new ModelRedemption(units, bid, gross, fee, taken, taken - gross, traded);
    }

    public void Apply(ModelCreation creation)
    {
        C += creation.Into;
        U += creation.Units;
        Q += creation.Traded;
    }

    public void Apply(ModelRedemption redemption)
    {
        C -= redemption.Out;
        U -= redemption.Units;
        Q += redemption.Traded;
    }

    /// <summary>Pays funding; answers how much.</summary>
    public Fraction Fund(Fraction rate)
    {
        var paid = (rate * Q * P).HalfEven();
        C -= paid;
        return paid;
    }

    /// <summary>Charges the management fee for so many seconds; answers how much.</summary>
    public Fraction Charge(long seconds)
    {
        var charge = Fraction.Min(C, (C * terms.ManagementFeeRateDaily * seconds / 86_400).Up());
        C -= charge;
        return charge;
    }

    /// <summary>Trades to the target leverage; answers what was bought and what it cost.</summary>
    public (Fraction Traded, Fraction Cost) Rebalance()
    {
        if (IsOver || U.Sign == 0)
        {
            return (0, 0);
        }

        Fraction l = terms.Leverage, c = terms.RebalanceCostRate;
        var v = Q * P;
        Fraction d = l * C > v ? 1 : -1;
        var target = l * (C + (d * c * v)) / (Fraction.One + (d * l * c));
        var traded = (target / P).HalfEven() - Q;
        var cost = (traded.Abs() * P * c).Up();
        Q += traded;
        C -= cost;
        return (traded, cost);
    }

    private ModelCreation Create(Fraction paid, Fraction ask, Fraction fee, Fraction net, Fraction units)
    {
        var into = (units * n).Up();
        var traded = U.Sign == 0
            ? (terms.Leverage * into / P).HalfEven()
            : (Q * units / U).HalfEven();
        return new ModelCreation(paid, ask, fee, units, into, net - into, traded);
    }

    private Fraction Bid() => (n * (Fraction.One - terms.SpreadRate)).Down();
}
