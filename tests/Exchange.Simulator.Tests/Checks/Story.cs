using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Ledger.Tests;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Tests.Checks;

/// <summary>
/// A run that is told rather than simulated: the rules of the product decide, and what they decide lands at once in a
/// simulated ledger.
/// </summary>
internal sealed class Story
{
    public const string Symbol = "BTC3L";

    private readonly SimulatedLedger _ledger;
    private readonly LedgerStore _store;
    private TokenRevision _revision;
    private TokenState _state;
    private long _sequence;

    public Story(Amount? leverage = null)
    {
        _store = new LedgerStore(TimeProvider.System, new SteadyLedgerFaults(TimeSpan.Zero));
        _ledger = new SimulatedLedger(_store, new LedgerOptions(), TimeProvider.System);
        _store.Landed += Run.Entries.Add;
        Terms = TokenTerms.Usual(Symbol, "BTC-USD", leverage ?? Amount.FromInteger(3)) with
        {
            LeverageMin = (leverage ?? Amount.FromInteger(3)).Abs().MultiplyDown(Amount.Parse("0.4")),
        };
        _state = new TokenState(default, Terms.NextRebalanceAfter(Now), Now, null);
        Run.Listings.Add(Terms);
    }

    public RunRecord Run { get; } = new();

    public TokenTerms Terms { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

    public Amount Mark { get; private set; } = Amount.FromInteger(60_000);

    public Basket Basket => _state.Basket;

    public void Deposit(string walletId, string id, string amount) => Transfer(walletId, id, amount, true);

    public void Withdraw(string walletId, string id, string amount) => Transfer(walletId, id, amount, false);

    /// <summary>Sends an order; the first answer again if its id was used before.</summary>
    public void Send(string walletId, string id, Side side, string? quote = null, string? units = null)
    {
        var request = new OrderRequest(walletId, id, Symbol, side, Parse(quote), Parse(units), null);
        var entryId = EntryId.OfOrder(walletId, id);
        var funds = _store.Balance(Accounts.Wallet(walletId), side == Side.Buy ? Accounts.QuoteAsset : Symbol);
        var held = _store.Balance(Accounts.Wallet(walletId), Symbol);
        var decided = TokenRules.Execute(_state, Terms, Mark, request, funds, held);
        if (decided.IsRefused)
        {
            Run.Orders.Add(new OrderAttempt(request, Now, Now, decided.Refusal, null));
            return;
        }

        var kind = side == Side.Buy ? EntryKind.Creation : EntryKind.Redemption;
        var fill = decided.Value.Fill;
        Commit(entryId, kind, walletId, id, decided.Value, Details.Of(request, fill, Now));
        Run.Orders.Add(new OrderAttempt(request, Now, Now, Refusal.None, new Order(
            entryId.ToString(), request, OrderStatus.Filled, fill, Now, Now)));
    }

    public void Rebalance(RebalanceKind kind, string id = "")
    {
        var due = kind == RebalanceKind.Scheduled ? _state.NextRebalanceAt : Now;
        var entryId = kind switch
        {
            RebalanceKind.Scheduled => EntryId.OfScheduledRebalance(Symbol, due),
            RebalanceKind.Manual => EntryId.OfManualRebalance(Symbol, id),
            _ => EntryId.OfTokenState("interim-rebalance", Symbol, _revision.Entry),
        };
        id = kind == RebalanceKind.Manual ? id : entryId.ToString();
        var decision = TokenRules.Rebalance(_state, Terms, Mark, kind, id, due, Now);
        Commit(entryId, EntryKind.Rebalance, null, id, decision, Details.Of(decision.Rebalance!));
        if (kind == RebalanceKind.Manual)
        {
            Run.Operations.Add(new OperatorAttempt(Symbol, id, null, Refusal.None, decision.Rebalance, null));
        }
    }

    public void Fund(string id, string rate)
    {
        var decision = TokenRules.Fund(_state, Terms, Mark, Amount.Parse(rate));
        var detail = Details.OfFunding(Amount.Parse(rate), decision.Paid);
        Commit(EntryId.OfFunding(Symbol, id), EntryKind.Funding, null, id, decision, detail);
        Run.Operations.Add(new OperatorAttempt(
            Symbol, id, Amount.Parse(rate), Refusal.None, null, new FundingView(Symbol, decision.Paid)));
    }

    /// <summary>Does what a token does by itself at a mark.</summary>
    public void Move(string mark)
    {
        Mark = Amount.Parse(mark);
        if (TokenRules.IsKnockedOut(_state, Mark))
        {
            var decision = TokenRules.Settle(_state, Terms, Mark);
            var id = EntryId.OfTokenState("knock-out", Symbol, _revision.Entry);
            Commit(id, EntryKind.KnockOut, null, nameof(EntryKind.KnockOut), decision, "");
        }
        else if (_state.Basket.Status != TokenStatus.Terminated && LeverageBand.IsLeft(_state.Basket, Terms, Mark))
        {
            Rebalance(RebalanceKind.Interim);
        }

        Run.Navs.Add(new Received("gateway", Value(++_sequence)));
    }

    /// <summary>All is quiet: everyone is asked.</summary>
    public Story End()
    {
        Move(Mark.ToString());
        Run.EndedAt = Now;
        Run.Moment = _store.Moment();
        Run.Wallets.AddRange(_store.Entries.Select(entry => entry.Entry.WalletId).OfType<string>().Distinct()
            .Select(id => new WalletView(id, [.. _store.FindWallet(id).Balances
                .Select(balance => new BalanceView(balance.Asset, balance.Value, Amount.Zero))])));
        Run.Tokens.Add(new TokenView(
            Terms, Basket.Status, Value(_sequence), Basket.SettlementPrice, _state.NextRebalanceAt,
            _state.LastRebalance, ""));
        return this;
    }

    private NavUpdate Value(long sequence) => new(
        Symbol, sequence, Basket.Nav(Terms.Basket, Mark), Mark, Terms.Basket.Leverage, Basket.Leverage(Mark),
        Basket.Units, Basket.Collateral, Basket.Position, Now, Now, Quality.Live, null);

    private void Transfer(string walletId, string id, string amount, bool isDeposit)
    {
        var value = Amount.Parse(amount);
        var commit = isDeposit
            ? Make.Deposit(walletId, id, amount)
            : Make.Withdrawal(walletId, id, amount);
        var landed = Land(commit with { Entry = commit.Entry with { Time = Now } });
        var view = landed ? new TransferView(
            id, commit.Entry.Id, Accounts.QuoteAsset, isDeposit ? value : -value, Now, new WalletView(walletId, []))
            : null;
        Run.Transfers.Add(new TransferAttempt(
            walletId, isDeposit, new TransferRequest(id, Accounts.QuoteAsset, value), Now, Now,
            landed ? Refusal.None : Refusal.InsufficientFunds, view));
    }

    private void Commit(
        EntryId id, EntryKind kind, string? walletId, string cause, TokenDecision decision, string detail)
    {
        Run.Quoted.Add(new Quoted(Terms.Underlying, Now, Mark));
        var entry = new Entry(id, kind, Now, walletId, Symbol, cause, decision.Postings, detail);
        if (Land(new Commit(entry, new TokenWrite(Symbol, _revision, decision.State))))
        {
            (_state, _revision) = (decision.State, new TokenRevision(_revision.Version + 1, id));
        }
    }

    private bool Land(Commit commit)
    {
        var answer = _ledger.CommitAsync(commit);
        return answer.Result.Outcome == CommitOutcome.Committed;
    }

    private static Amount? Parse(string? text) => text is null ? null : Amount.Parse(text);
}
