using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>What backs the units of a token. Immutable; <see cref="BasketEvolution"/> makes the next one.</summary>
/// <param name="Collateral">Cash, quote currency; never negative after a settlement.</param>
/// <param name="Position">Signed units of the underlying, a perpetual future.</param>
/// <param name="SettlementPrice">The mark at which the position was last settled.</param>
/// <param name="Units">Units outstanding.</param>
/// <param name="Status">Where the token is in its life.</param>
public readonly record struct Basket(
    Amount Collateral, Amount Position, Amount SettlementPrice, Amount Units, TokenStatus Status)
{
    /// <summary>Decimals of a leverage as it is shown.</summary>
    private const long LeveragePart = 100;

    /// <summary>Equity at a mark: collateral and the profit not settled yet, rounded as settlement rounds it.</summary>
    public Amount Equity(Amount mark) => Collateral + BasketRules.Profit(this, mark);

    /// <summary>Net asset value of one unit at a mark; zero once the token is over or its equity is gone.</summary>
    public Amount Nav(BasketTerms terms, Amount mark)
    {
        if (Status == TokenStatus.Terminated)
        {
            return Amount.Zero;
        }

        return Units.IsZero ? terms.NavInitial : Amount.Max(Amount.Zero, Equity(mark).DivideHalfEven(Units));
    }

    /// <summary>Actual leverage at a mark, signed, 6 decimals; zero where there is no equity.</summary>
    public Amount Leverage(Amount mark)
    {
        var equity = Equity(mark);
        if (!equity.IsPositive)
        {
            return Amount.Zero;
        }

        var parts = Exact.MultiplyDivide(
            Position.Parts, mark.Parts, checked(equity.Parts * LeveragePart), Rounding.HalfEven);
        return Amount.FromParts(parts * LeveragePart);
    }
}
