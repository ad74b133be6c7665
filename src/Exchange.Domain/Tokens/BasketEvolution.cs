using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>Makes the next basket from an event. It checks nothing: what happened has happened.</summary>
public static class BasketEvolution
{
    public static Basket Evolve(this in Basket basket, in Settled e) => e.KnockedOut
        ? new Basket(Amount.Zero, Amount.Zero, e.Mark, basket.Units, TokenStatus.Terminated)
        : basket with { Collateral = basket.Collateral + e.Profit, SettlementPrice = e.Mark };

    public static Basket Evolve(this in Basket basket, in Created e) => basket with
    {
        Collateral = basket.Collateral + e.Into,
        Units = basket.Units + e.Units,
        Position = basket.Position + e.Traded,
    };

    public static Basket Evolve(this in Basket basket, in Redeemed e) => basket with
    {
        Collateral = basket.Collateral - e.Out,
        Units = basket.Units - e.Units,
        Position = basket.Position + e.Traded,
    };

    public static Basket Evolve(this in Basket basket, in FundingPaid e) =>
        basket with { Collateral = basket.Collateral - e.Paid };

    public static Basket Evolve(this in Basket basket, in ManagementFeeCharged e) =>
        basket with { Collateral = basket.Collateral - e.Charged };

    public static Basket Evolve(this in Basket basket, in Rebalanced e) => basket with
    {
        Collateral = basket.Collateral - e.Cost,
        Position = basket.Position + e.Traded,
    };
}
