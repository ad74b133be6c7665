using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Microsoft.Extensions.Logging;

namespace Exchange.Grains.Tokens;

/// <summary>Marks, and what follows from them: knock-outs and rebalances, each exactly once.</summary>
public sealed partial class TokenGrain
{
    /// <summary>How many things may follow from one mark before it is given up until the next.</summary>
    private const int StepsMax = 8;

    public async Task OnMark(Mark mark)
    {
        if (Terms is null || (_mark is { } last && mark.EventTime < last.EventTime))
        {
            return;
        }

        _mark = mark;
        await Advance();
        Publish();
    }

    /// <summary>
    /// Does whatever is due at the current mark; returns when it is durable. While the ledger is away it stays due, and
    /// the values go on being told.
    /// </summary>
    private async Task Advance()
    {
        try
        {
            await DoWhatIsDue();
        }
        catch (LedgerException exception)
        {
            LogNotAdvanced(exception, _symbol);
        }
    }

    private async Task DoWhatIsDue()
    {
        for (var step = 0; step < StepsMax; step++)
        {
            await _book.Ready();
            if (!TryDecideDue(out var kind, out var id, out var decision))
            {
                return;
            }

            var entry = new Entry(
                id,
                kind,
                _clock.GetUtcNow(),
                null,
                _symbol,
                decision.Rebalance?.RebalanceId ?? kind.ToString(),
                decision.Postings,
                decision.Rebalance is { } rebalance ? Details.Of(rebalance) : "");
            var answer = await _book.Commit(entry, decision.State);
            Measure(kind, decision, answer.Outcome);
            if (answer.Outcome == CommitOutcome.Duplicate)
            {
                // Done by another activation, which is ahead of this one.
                StandDownFenced();
            }

            ArmWakeTimer();
        }
    }

    private bool TryDecideDue(out EntryKind kind, out EntryId id, out TokenDecision decision)
    {
        (kind, id, decision) = (EntryKind.Rebalance, EntryId.None, default);
        var now = _clock.GetUtcNow();
        var state = _book.State;
        if (state.Basket.Status == TokenStatus.Terminated
            || _mark is not { } mark
            || RefuseMark(now) != Refusal.None)
        {
            return false;
        }

        if (TokenRules.IsKnockedOut(state, mark.Price))
        {
            kind = EntryKind.KnockOut;
            id = EntryId.OfTokenState("knock-out", _symbol, _book.Revision.Entry);
            decision = TokenRules.Settle(state, Terms!, mark.Price);
            LogKnockedOut(_symbol, mark.Price.ToString());
            return true;
        }

        if (state.NextRebalanceAt <= now)
        {
            id = EntryId.OfScheduledRebalance(_symbol, state.NextRebalanceAt);
            decision = TokenRules.Rebalance(
                state, Terms!, mark.Price, RebalanceKind.Scheduled, id.ToString(), state.NextRebalanceAt, now);
            return true;
        }

        if (LeverageBand.IsLeft(state.Basket, Terms!, mark.Price))
        {
            id = EntryId.OfTokenState("interim-rebalance", _symbol, _book.Revision.Entry);
            decision = TokenRules.Rebalance(
                state, Terms!, mark.Price, RebalanceKind.Interim, id.ToString(), now, now);

            // A position of a few smallest parts cannot come nearer to its target; trying at every mark changes
            // nothing.
            return !decision.Rebalance!.Traded.IsZero;
        }

        return false;
    }

    private static void Measure(EntryKind kind, TokenDecision decision, CommitOutcome outcome)
    {
        if (outcome == CommitOutcome.Committed && decision.Rebalance is { } rebalance)
        {
            GrainMetrics.Rebalanced(rebalance);
        }
        else if (outcome == CommitOutcome.Committed && kind == EntryKind.KnockOut)
        {
            GrainMetrics.KnockedOut();
        }
    }

    // One timer for whatever comes first by the clock: the next rebalance, or the mark going stale.
    private void ArmWakeTimer()
    {
        if (Terms is not { } terms)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var due = _book.State.NextRebalanceAt;
        if (_mark is { } mark && !IsStale(now) && StaleAt(mark, terms) < due)
        {
            due = StaleAt(mark, terms);
        }

        // A rebalance that is overdue waits for a mark, which looks for it; until then once a second is enough.
        var wait = due > now ? due - now : TimeSpan.FromSeconds(1);
        wait = wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
        if (_wakeTimer is null)
        {
            _wakeTimer = this.RegisterGrainTimer(
                static (grain, _) => grain.Wake(),
                this,
                new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
        else
        {
            _wakeTimer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task Wake()
    {
        try
        {
            await Advance();
            Publish();
        }
        finally
        {
            ArmWakeTimer();
        }
    }

    private bool IsStale(DateTimeOffset now) => _mark is not { } mark || now >= StaleAt(mark, Terms!);

    private static DateTimeOffset StaleAt(Mark mark, TokenTerms terms)
    {
        var from = mark.EventTime < mark.ReceivedAt ? mark.EventTime : mark.ReceivedAt;
        return from.AddSeconds(terms.StalenessLimitSeconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} waits for the ledger with what is due")]
    private partial void LogNotAdvanced(Exception exception, string symbol);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} is knocked out at {Mark}")]
    private partial void LogKnockedOut(string symbol, string mark);
}
