using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>
/// One command in the making: the basket as it evolves and the postings so far. Settles when it begins.
/// </summary>
internal sealed class TokenWork
{
    // Names of accounts are put together once for each terms and not for every order.
    private static readonly ConditionalWeakTable<TokenTerms, TokenAccounts> Named = [];

    private readonly TokenAccounts _accounts;
    private readonly PostingList _postings = new();
    private readonly TokenTerms _terms;

    public TokenWork(TokenState state, TokenTerms terms, Amount mark)
    {
        State = state;
        Basket = state.Basket;
        Mark = mark;
        _terms = terms;
        _accounts = Named.GetValue(terms, static terms => new TokenAccounts(terms.Symbol, terms.Underlying));
        Settle();
    }

    public Amount Mark { get; }

    /// <summary>All of the state but the basket.</summary>
    public TokenState State { get; set; }

    public Basket Basket { get; private set; }

    public Amount Nav => Basket.Nav(_terms.Basket, Mark);

    public void Create(string wallet, Created created)
    {
        _accounts.Post(_postings, wallet, created);
        Basket = Basket.Evolve(created);
    }

    public void Redeem(string wallet, Redeemed redeemed)
    {
        _accounts.Post(_postings, wallet, redeemed);
        Basket = Basket.Evolve(redeemed);
    }

    public Amount Fund(Amount rate)
    {
        var funding = BasketRules.Fund(Basket, rate);
        _accounts.Post(_postings, funding);
        Basket = Basket.Evolve(funding);
        Settle();
        return funding.Paid;
    }

    public Amount ChargeManagementFee(long seconds)
    {
        var fee = BasketRules.ChargeManagementFee(Basket, _terms.Basket, seconds);
        _accounts.Post(_postings, fee);
        Basket = Basket.Evolve(fee);
        return fee.Charged;
    }

    public Rebalanced Rebalance()
    {
        var rebalanced = RebalanceRule.Rebalance(Basket, _terms.Basket);
        _accounts.Post(_postings, rebalanced);
        Basket = Basket.Evolve(rebalanced);
        Settle();
        return rebalanced;
    }

    public TokenDecision Decide() => new(_postings.ToList(), State with { Basket = Basket }, null, null, Amount.Zero);

    private void Settle()
    {
        var settled = BasketRules.Settle(Basket, Mark);
        _accounts.Post(_postings, Basket, settled);
        Basket = Basket.Evolve(settled);
    }
}
