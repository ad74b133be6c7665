using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Simulator.Mutations;

/// <summary>A void is acknowledged and never written.</summary>
internal sealed class VoidNotWritten(ILedger inner) : BrokenLedger(inner)
{
    public override ValueTask<CommitAnswer> CommitAsync(Commit commit) => commit.Entry.Kind == EntryKind.Void
        ? new(new CommitAnswer(CommitOutcome.Committed, 1))
        : Inner.CommitAsync(commit);
}

/// <summary>A commit follows whatever state the ledger has, not the one that it was decided on.</summary>
internal sealed class VersionNotChecked(ILedger inner) : BrokenLedger(inner)
{
    public override async ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var answer = await Inner.CommitAsync(commit);
        if (answer.Outcome != CommitOutcome.StaleToken)
        {
            return answer;
        }

        var last = await Inner.LoadTokenAsync(commit.Token!.Symbol);
        var follows = last?.Revision ?? TokenRevision.None;
        return await Inner.CommitAsync(commit with
        {
            Token = commit.Token with { Follows = follows, BuiltOn = null, Fate = new TokenFate() },
        });
    }
}

/// <summary>One commit in fifty is acknowledged before it is durable, and then is not.</summary>
internal sealed class NotDurable(ILedger inner) : BrokenLedger(inner)
{
    public override ValueTask<CommitAnswer> CommitAsync(Commit commit) => commit.Entry.Id.Value % 50 == 0
        ? new(new CommitAnswer(CommitOutcome.Committed, 1))
        : Inner.CommitAsync(commit);
}

/// <summary>What nobody knows is told as done.</summary>
internal sealed class UnknownToldAsDone(ILedger inner) : BrokenLedger(inner)
{
    public override async ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        try
        {
            return await Inner.CommitAsync(commit);
        }
        catch (LedgerException exception) when (!exception.OutcomeKnown)
        {
            return new CommitAnswer(CommitOutcome.Committed, 1);
        }
    }
}

/// <summary>The same id again is told as done now, not as done before.</summary>
internal sealed class DuplicateToldAsDone(ILedger inner) : BrokenLedger(inner)
{
    public override async ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var answer = await Inner.CommitAsync(commit);
        return answer.Outcome == CommitOutcome.Duplicate
            ? answer with { Outcome = CommitOutcome.Committed, Sequence = 1 }
            : answer;
    }
}

/// <summary>Every attempt has an id of its own, so nothing keeps a cause from having two entries.</summary>
internal sealed class IdsOfAttempts(ILedger inner) : BrokenLedger(inner)
{
    private uint _attempt;

    public override ValueTask<CommitAnswer> CommitAsync(Commit commit) => Inner.CommitAsync(commit with
    {
        Entry = commit.Entry with { Id = new EntryId(commit.Entry.Id.Value + ++_attempt) },
    });
}

/// <summary>A scheduled rebalance is done and its time is not noted as past.</summary>
internal sealed class RebalanceTimeNotStored(ILedger inner) : BrokenLedger(inner)
{
    public override ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        if (commit is { Entry.Kind: EntryKind.Rebalance, Token.State.LastRebalance: { } last }
            && last.Kind == RebalanceKind.Scheduled)
        {
            var state = commit.Token.State with { NextRebalanceAt = last.DueAt };
            commit = commit with { Token = commit.Token with { State = state } };
        }

        return Inner.CommitAsync(commit);
    }
}
