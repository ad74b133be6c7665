using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Model;

/// <summary>
/// One token, computed anew from its terms and the facts of its entries. Of the ledger's own states it takes the mark
/// where an entry does not tell it, and the time of listing; everything else it only compares.
/// </summary>
internal sealed partial class ModelToken
{
    private const string Cash = Accounts.QuoteAsset;
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    private readonly ModelBasket _basket;
    private readonly string _collateral;
    private readonly Flows _flows;
    private readonly string _income;
    private readonly string _position;
    private readonly TokenTerms _terms;
    private readonly string _venue;
    private DateTimeOffset? _feeUntil;
    private RebalanceRecord? _lastRebalance;
    private DateTimeOffset _nextRebalance;

    /// <param name="flows">Where it leaves what the last entry moved.</param>
    public ModelToken(TokenTerms terms, Flows flows)
    {
        _terms = terms;
        _flows = flows;
        _basket = new ModelBasket(terms.Basket);
        _collateral = $"token/{terms.Symbol}";
        _income = $"income/{terms.Symbol}";
        _venue = $"venue/{terms.Underlying}";
        _position = $"{terms.Underlying.Split('-')[0]}-PERP";
    }

    /// <summary>Computes what an entry should have done, and compares.</summary>
    /// <param name="unitsHeld">Units of the token in the wallet of an order, before it.</param>
    /// <exception cref="ModelMismatchException">It did something else.</exception>
    public void Apply(LandedEntry landed, Fraction unitsHeld)
    {
        var entry = landed.Recorded.Entry;
        var state = landed.State ?? throw new ModelMismatchException("it made no state of its token");
        var facts = EntryFacts.Of(entry);
        Adopt(state, entry, facts);
        Same("terminated before it", false, _basket.IsOver);
        switch (entry.Kind)
        {
            case EntryKind.Creation:
                Create(entry, facts, unitsHeld);
                break;
            case EntryKind.Redemption:
                Redeem(entry, facts);
                break;
            case EntryKind.Funding:
                Fund(facts, state.Basket.SettlementPrice);
                break;
            case EntryKind.Rebalance:
                Rebalance(entry, facts, state);
                break;
            case EntryKind.KnockOut:
                Settle(state.Basket.SettlementPrice);
                Same("a knock-out", _basket.IsOver, true);
                break;
            default:
                throw new ModelMismatchException($"a token makes no {entry.Kind}");
        }

        Compare(state);
    }

    // When a token was listed no entry tells; its first state says up to when the fee was charged, which is then.
    private void Adopt(TokenState state, Entry entry, EntryFacts facts)
    {
        if (_feeUntil is not null)
        {
            return;
        }

        var scheduled = entry.Kind == EntryKind.Rebalance && facts.Text("kind") == nameof(RebalanceKind.Scheduled);
        _feeUntil = state.FeeChargedUntil;
        _nextRebalance = scheduled ? facts.Time("dueAt") : After(state.FeeChargedUntil);
    }

    private void Settle(Fraction mark)
    {
        var (profit, deficit, returned) = _basket.Settle(mark);
        _flows.Move(_venue, _collateral, Cash, profit);
        _flows.Move(Accounts.Insurance, _collateral, Cash, deficit);
        _flows.Move(_collateral, _venue, _position, returned);
    }

    private void Fund(EntryFacts facts, Fraction mark)
    {
        Settle(mark);
        var paid = _basket.Fund(facts.Number("rate"));
        _flows.Move(_collateral, _venue, Cash, paid);
        Same("paid", paid, facts.Number("paid"));
        Settle(mark);
    }

    private void Compare(TokenState state)
    {
        var basket = state.Basket;
        Same("collateral", _basket.C, basket.Collateral);
        Same("position", _basket.Q, basket.Position);
        Same("settlement price", _basket.P, basket.SettlementPrice);
        Same("units outstanding", _basket.U, basket.Units);
        Same("terminated", _basket.IsOver, basket.Status == TokenStatus.Terminated);
        Same("next rebalance", _nextRebalance, state.NextRebalanceAt);
        Same("fee charged until", _feeUntil!.Value, state.FeeChargedUntil);
        Same("last rebalance", _lastRebalance, state.LastRebalance);
    }

    private DateTimeOffset After(DateTimeOffset time)
    {
        var day = new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero);
        return _terms.RebalanceTimes
            .SelectMany(at => new[] { day + at.ToTimeSpan(), day.AddDays(1) + at.ToTimeSpan() })
            .Where(due => due > time)
            .Min();
    }

    private static void Same<T>(string what, T model, T ledger)
    {
        if (!EqualityComparer<T>.Default.Equals(model, ledger))
        {
            throw new ModelMismatchException($"{what}: the ledger says {ledger}, the model {model}");
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ModelMismatchException(what);
        }
    }
}
