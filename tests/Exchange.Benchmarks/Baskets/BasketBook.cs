using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Benchmarks.Baskets;

/// <summary>
/// Baskets and the money that went in and out of each. Every step is decided and evolved by the rules of the exchange,
/// and its cash is added up, so that at the end conservation can be proved and nothing can be optimised away.
/// </summary>
internal sealed class BasketBook
{
    private const int Deposit = 10_000_000;

    private static readonly int[] Leverages = [3, -3, 2, -2];

    private readonly Basket[] _baskets;
    private readonly BasketTerms[] _terms;
    private Amount _income;
    private Amount _users;
    private Amount _venue;

    public BasketBook(int baskets, Amount mark)
    {
        _terms = [.. Enumerable.Range(0, baskets).Select(index =>
            TokenTerms.Usual("T", "M", Amount.FromInteger(Leverages[index % Leverages.Length])).Basket)];
        _baskets = new Basket[baskets];
        for (var index = 0; index < baskets; index++)
        {
            Apply(new BasketStep(BasketAction.Create, index, mark, Amount.FromInteger(Deposit)));
        }
    }

    /// <summary>Steps that were refused: there must be none, or the figure would be of refusals.</summary>
    public int Refused { get; private set; }

    /// <summary>Collateral, user flows, income: what every run must end with.</summary>
    public (Amount Collateral, Amount Users, Amount Income) Totals =>
        (_baskets.Aggregate(Amount.Zero, (sum, basket) => sum + basket.Collateral), _users, _income);

    /// <summary>Conservation of section 5 of the design, with no knock-out on the way.</summary>
    public bool IsConserved => _users + Totals.Collateral + _income == _venue;

    public void Apply(in BasketStep step)
    {
        ref var basket = ref _baskets[step.Basket];
        Settle(ref basket, step.Mark);
        switch (step.Action)
        {
            case BasketAction.Create:
                Create(ref basket, _terms[step.Basket], step.Value);
                break;
            case BasketAction.Redeem:
                Redeem(ref basket, _terms[step.Basket], step.Value);
                break;
            case BasketAction.Fund:
                var funding = BasketRules.Fund(basket, step.Value);
                basket = basket.Evolve(funding);
                _venue -= funding.Paid;
                Settle(ref basket, step.Mark);
                break;
            case BasketAction.Rebalance:
                var rebalanced = RebalanceRule.Rebalance(basket, _terms[step.Basket]);
                basket = basket.Evolve(rebalanced);
                _venue -= rebalanced.Cost;
                Settle(ref basket, step.Mark);
                break;
            default:
                break;
        }
    }

    private void Settle(ref Basket basket, Amount mark)
    {
        var settled = BasketRules.Settle(basket, mark);
        basket = basket.Evolve(settled);
        _venue += settled.Profit;
    }

    private void Create(ref Basket basket, in BasketTerms terms, Amount paid)
    {
        var created = BasketRules.Create(basket, terms, paid);
        if (created.IsRefused)
        {
            Refused++;
            return;
        }

        basket = basket.Evolve(created.Value);
        _users -= created.Value.Paid;
        _income += created.Value.Fee + created.Value.Spread;
    }

    private void Redeem(ref Basket basket, in BasketTerms terms, Amount units)
    {
        var redeemed = BasketRules.Redeem(basket, terms, units);
        if (redeemed.IsRefused)
        {
            Refused++;
            return;
        }

        basket = basket.Evolve(redeemed.Value);
        _users += redeemed.Value.Proceeds;
        _income += redeemed.Value.Fee + redeemed.Value.Spread;
    }
}
