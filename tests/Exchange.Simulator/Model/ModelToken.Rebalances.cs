using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Model;

/// <summary>Rebalances as they should have been done.</summary>
internal sealed partial class ModelToken
{
    private void Rebalance(Entry entry, EntryFacts facts, TokenState state)
    {
        var kind = Enum.Parse<RebalanceKind>(facts.Text("kind"));
        var (due, done) = (facts.Time("dueAt"), facts.Time("doneAt"));
        Settle(facts.Number("mark"));
        var before = _basket.Leverage;
        Require(kind != RebalanceKind.Interim || IsOutside(), "it rebalances though leverage is inside its band");
        Fraction fee = kind == RebalanceKind.Scheduled ? ChargeFee(due, done) : 0;
        var (traded, cost) = _basket.Rebalance();
        _flows.Move(_collateral, _venue, Cash, cost);
        _flows.Move(_venue, _collateral, _position, traded);
        Settle(_basket.P);

        Same("leverage before", before, facts.Number("leverageBefore"));
        Same("leverage after", _basket.Leverage, facts.Number("leverageAfter"));
        Same("traded", traded, facts.Number("traded"));
        Same("cost", cost, facts.Number("cost"));
        Same("management fee", fee, facts.Number("managementFee"));
        Same("nav", _basket.Nav, facts.Number("nav"));
        Same("late", kind == RebalanceKind.Scheduled && done - due > LateAfter, facts.Flag("late"));
        Require(kind == RebalanceKind.Scheduled || due == done, "nothing was due before it was decided");
        Require(IsOnTarget(), $"it leaves leverage at {_basket.Leverage}");
        CompareRecord(entry, facts, state);
    }

    // The due time passes even for a token that is empty.
    private Fraction ChargeFee(DateTimeOffset due, DateTimeOffset done)
    {
        Same("due", _nextRebalance, due);
        Require(done >= due, "it is done before it is due");
        var seconds = Math.Max(0, (done - _feeUntil!.Value).Ticks / TimeSpan.TicksPerSecond);
        var fee = _basket.Charge(seconds);
        _flows.Move(_collateral, _income, Cash, fee);
        _feeUntil = _feeUntil.Value.AddSeconds(seconds);
        _nextRebalance = After(done);
        return fee;
    }

    private bool IsOutside()
    {
        var notional = (_basket.Q * _basket.P).Abs();
        Fraction most = _terms.LeverageMax, least = _terms.LeverageMin;
        return _basket.U.Sign > 0
            && _basket.C.Sign > 0
            && ((most.Sign > 0 && notional >= most * _basket.C)
                || (least.Sign > 0 && notional <= least * _basket.C));
    }

    // Off by no more than the position's and the cost's last digit make.
    private bool IsOnTarget()
    {
        if (_basket.IsOver || _basket.U.Sign == 0)
        {
            return true;
        }

        Fraction l = _terms.Basket.Leverage, c = _terms.Basket.RebalanceCostRate;
        var slack = Fraction.Part * ((_basket.P * (Fraction.One + (l.Abs() * c))) + (l.Abs() * 2));
        return ((_basket.Q * _basket.P) - (l * _basket.C)).Abs() <= slack;
    }

    private void CompareRecord(Entry entry, EntryFacts facts, TokenState state)
    {
        var record = state.LastRebalance ?? throw new ModelMismatchException("the state tells of no rebalance");
        var id = record.Kind == RebalanceKind.Manual ? entry.Cause : entry.Id.ToString();
        Same("rebalance", id, facts.Text("rebalanceId"));
        Same("rebalance of the state", id, record.RebalanceId);
        Same("kind of the state", facts.Text("kind"), record.Kind.ToString());
        Same("due of the state", facts.Time("dueAt"), record.DueAt);
        Same("done of the state", facts.Time("doneAt"), record.DoneAt);
        Same("late of the state", facts.Flag("late"), record.Late);
        Same("mark of the state", facts.Number("mark"), record.Mark);
        Same("traded of the state", facts.Number("traded"), record.Traded);
        Same("cost of the state", facts.Number("cost"), record.Cost);
        Same("management fee of the state", facts.Number("managementFee"), record.ManagementFee);
        Same("nav of the state", facts.Number("nav"), record.Nav);
        _lastRebalance = record;
    }
}
