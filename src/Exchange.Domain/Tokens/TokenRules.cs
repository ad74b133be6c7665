using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Domain.Tokens;

/// <summary>Every command of a token, decided on its state at a mark. Each settles first.</summary>
public static class TokenRules
{
    /// <summary>A rebalance done later than this after it was due is recorded as late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    /// <summary>Whether the token is knocked out at a mark.</summary>
    public static bool IsKnockedOut(TokenState state, Amount mark) =>
        BasketRules.Settle(state.Basket, mark).KnockedOut;

    /// <summary>Settles alone: what a knock-out commits.</summary>
    public static TokenDecision Settle(TokenState state, TokenTerms terms, Amount mark)
    {
        var work = new TokenWork(state, terms, mark);
        return work.Decide();
    }

    /// <summary>Executes a market order for at most the funds that the wallet holds for it.</summary>
    /// <param name="funds">Quote currency (buy) or units (sell).</param>
    /// <param name="unitsHeld">Units of the token that the wallet has.</param>
    public static Result<TokenDecision> Execute(
        TokenState state, TokenTerms terms, Amount mark, OrderRequest order, Amount funds, Amount unitsHeld)
    {
        var work = new TokenWork(state, terms, mark);
        return order.Side == Side.Buy ? Buy(work, terms, order, funds, unitsHeld) : Sell(work, terms, order, funds);
    }

    /// <summary>Pays funding at a rate.</summary>
    public static TokenDecision Fund(TokenState state, TokenTerms terms, Amount mark, Amount rate)
    {
        var work = new TokenWork(state, terms, mark);
        var paid = work.Fund(rate);
        return work.Decide() with { Paid = paid };
    }

    /// <summary>
    /// Rebalances; a scheduled one charges the management fee first and moves on to the next due time.
    /// </summary>
    public static TokenDecision Rebalance(
        TokenState state,
        TokenTerms terms,
        Amount mark,
        RebalanceKind kind,
        string rebalanceId,
        DateTimeOffset dueAt,
        DateTimeOffset now)
    {
        var work = new TokenWork(state, terms, mark);
        var before = work.Basket.Leverage(mark);
        var fee = Amount.Zero;
        if (kind == RebalanceKind.Scheduled)
        {
            // The due time passes even for a token that is over or empty: a schedule that stood still would look
            // missed.
            var seconds = Math.Max(0, (long)(now - state.FeeChargedUntil).TotalSeconds);
            fee = work.ChargeManagementFee(seconds);
            work.State = work.State with
            {
                FeeChargedUntil = state.FeeChargedUntil.AddSeconds(seconds),
                NextRebalanceAt = terms.NextRebalanceAfter(now),
            };
        }

        var traded = work.Rebalance();
        var late = kind == RebalanceKind.Scheduled && now - dueAt > LateAfter;
        var record = new RebalanceRecord(
            rebalanceId, kind, dueAt, now, late, mark, before, work.Basket.Leverage(mark), traded.Traded,
            traded.Cost, fee, work.Basket.Nav(terms.Basket, mark));
        work.State = work.State with { LastRebalance = record };
        return work.Decide() with { Rebalance = record };
    }

    private static Result<TokenDecision> Buy(
        TokenWork work, TokenTerms terms, OrderRequest order, Amount funds, Amount unitsHeld)
    {
        var nav = work.Nav;
        var decided = OrderRules.Buy(work.Basket, terms, order);
        if (decided.IsRefused)
        {
            return decided.Refusal;
        }

        var created = decided.Value;
        if (terms.WalletCap is { } cap && unitsHeld + created.Units > cap)
        {
            return Refusal.WalletCap;
        }

        if (created.Paid > funds)
        {
            return Refusal.InsufficientFunds;
        }

        work.Create(Accounts.Wallet(order.WalletId), created);
        var fill = new Fill(
            created.Units, created.Paid, created.Price, nav, created.Fee, created.Spread, work.Mark);
        return work.Decide() with { Fill = fill };
    }

    private static Result<TokenDecision> Sell(TokenWork work, TokenTerms terms, OrderRequest order, Amount funds)
    {
        var nav = work.Nav;
        var decided = OrderRules.Sell(work.Basket, terms, order);
        if (decided.IsRefused)
        {
            // Nobody holds more units than are outstanding, so asking for more is asking for more than one has.
            return decided.Refusal == Refusal.UnitsExceedOutstanding ? Refusal.InsufficientFunds : decided.Refusal;
        }

        var redeemed = decided.Value;
        if (redeemed.Units > funds)
        {
            return Refusal.InsufficientFunds;
        }

        work.Redeem(Accounts.Wallet(order.WalletId), redeemed);
        var fill = new Fill(
            redeemed.Units, redeemed.Proceeds, redeemed.Price, nav, redeemed.Fee, redeemed.Spread, work.Mark);
        return work.Decide() with { Fill = fill };
    }
}
