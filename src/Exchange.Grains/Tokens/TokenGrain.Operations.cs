using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Grains.Tokens;

/// <summary>What operators ask for, each once by its id, and the history of rebalances.</summary>
public sealed partial class TokenGrain
{
    public async Task<Answer<RebalanceRecord>> Rebalance(string rebalanceId)
    {
        var id = EntryId.OfManualRebalance(_symbol, rebalanceId);
        var (refusal, done) = await DoOnce(id, EntryKind.Rebalance, rebalanceId, (state, mark, now) =>
        {
            var decision = TokenRules.Rebalance(
                state, Terms!, mark, RebalanceKind.Manual, rebalanceId, now, now);
            return (decision, Details.Of(decision.Rebalance!));
        });
        return done is null
            ? Answer<RebalanceRecord>.Refuse(refusal)
            : Answer<RebalanceRecord>.Of(Details.ReadRebalance(done));
    }

    public async Task<Answer<FundingView>> ApplyFunding(Amount rate, string fundingId)
    {
        var id = EntryId.OfFunding(_symbol, fundingId);
        var (refusal, done) = await DoOnce(id, EntryKind.Funding, fundingId, (state, mark, _) =>
        {
            var decision = TokenRules.Fund(state, Terms!, mark, rate);
            return (decision, Details.OfFunding(rate, decision.Paid));
        });
        return done is null
            ? Answer<FundingView>.Refuse(refusal)
            : Answer<FundingView>.Of(new FundingView(_symbol, Details.ReadFundingPaid(done)));
    }

    public async Task<Answer<RebalancePage>> ListRebalances(long before, int limit)
    {
        if (Terms is null)
        {
            return Answer<RebalancePage>.Refuse(Refusal.UnknownSymbol);
        }

        var entries = await _ledger.ListEntriesAsync(
            new EntryQuery(null, _symbol, [EntryKind.Rebalance], before, limit));
        var next = entries.Count == limit ? entries[^1].Sequence : 0;
        return Answer<RebalancePage>.Of(new RebalancePage(
            [.. entries.Select(entry => Details.ReadRebalance(entry.Entry))], next));
    }

    // The ledger is asked first: these are rare, and a duplicate that went as far as the commit would take back
    // the orders that were priced after it.
    private async Task<(Refusal Refusal, Entry? Done)> DoOnce(
        EntryId id,
        EntryKind kind,
        string cause,
        Func<TokenState, Amount, DateTimeOffset, (TokenDecision Decision, string Detail)> decide)
    {
        if (Terms is null)
        {
            return (Refusal.UnknownSymbol, null);
        }

        if (await _ledger.FindEntryAsync(id) is { } before)
        {
            return (Refusal.None, before.Entry);
        }

        var isDone = false;
        try
        {
            var answer = await Do(id, kind, cause, decide);
            isDone = answer.Refusal == Refusal.AlreadyDone;
            return isDone ? (Refusal.None, (await _ledger.FindEntryAsync(id))!.Entry) : answer;
        }
        catch (LedgerException exception)
        {
            return (exception.OutcomeKnown && !isDone ? Refusal.LedgerUnavailable : Refusal.OutcomeUnknown, null);
        }
    }

    private async Task<(Refusal Refusal, Entry? Done)> Do(
        EntryId id,
        EntryKind kind,
        string cause,
        Func<TokenState, Amount, DateTimeOffset, (TokenDecision Decision, string Detail)> decide)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            await _book.Ready();
            var now = _clock.GetUtcNow();
            var refusal = _book.State.Basket.Status == TokenStatus.Terminated
                ? Refusal.Terminated : RefuseMark(now);
            if (refusal != Refusal.None)
            {
                return (refusal, null);
            }

            var (decision, detail) = decide(_book.State, _mark!.Price, now);
            var entry = new Entry(id, kind, now, null, _symbol, cause, decision.Postings, detail);
            var answer = await _book.Commit(entry, decision.State);
            if (answer.Outcome == CommitOutcome.Committed)
            {
                Measure(kind, decision, answer.Outcome);
                Publish();
                return (Refusal.None, entry);
            }

            if (answer.Outcome != CommitOutcome.StaleToken)
            {
                return (Refused(answer.Outcome), null);
            }
        }

        return (Refusal.Overloaded, null);
    }
}
