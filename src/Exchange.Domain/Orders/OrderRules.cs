using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Domain.Orders;

/// <summary>Prices market orders on a basket that was settled at the mark.</summary>
public static class OrderRules
{
    /// <summary>What a buy would do, or why it is refused.</summary>
    public static Result<Created> Buy(Basket basket, TokenTerms terms, OrderRequest order)
    {
        var decided = order.QuoteAmount is { } paid
            ? BasketRules.Create(basket, terms.Basket, paid)
            : BasketRules.CreateUnits(basket, terms.Basket, order.Units ?? Amount.Zero);
        if (decided.IsRefused)
        {
            return decided;
        }

        var created = decided.Value;
        if (terms.OrderCap is { } orderCap && created.Paid > orderCap)
        {
            return Refusal.OrderCap;
        }

        if (terms.TokenCap is { } tokenCap && basket.Units + created.Units > tokenCap)
        {
            return Refusal.TokenCap;
        }

        return order.LimitPrice is { } limit && created.Price > limit ? Refusal.PriceProtection : decided;
    }

    /// <summary>What a sale would do, or why it is refused.</summary>
    public static Result<Redeemed> Sell(Basket basket, TokenTerms terms, OrderRequest order)
    {
        var units = order.Units ?? Amount.Zero;
        if (order.QuoteAmount is { } proceeds)
        {
            var enough = BasketRules.UnitsForProceeds(basket, terms.Basket, proceeds);
            if (enough.IsRefused)
            {
                return enough.Refusal;
            }

            units = enough.Value;
        }

        var decided = BasketRules.Redeem(basket, terms.Basket, units);
        if (decided.IsRefused)
        {
            return decided;
        }

        if (terms.OrderCap is { } cap && decided.Value.Proceeds > cap)
        {
            return Refusal.OrderCap;
        }

        return order.LimitPrice is { } limit && decided.Value.Price < limit ? Refusal.PriceProtection : decided;
    }
}
