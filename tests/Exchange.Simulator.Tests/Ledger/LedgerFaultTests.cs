using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Ledger.Tests;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Tests.Ledger;

/// <summary>What the simulated database does to its writers, one fate at a time.</summary>
public sealed class LedgerFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly PlannedFaults _faults = new();
    private readonly LedgerStore _store;
    private readonly SimulatedLedger _one;
    private readonly SimulatedLedger _other;

    public LedgerFaultTests()
    {
        _store = new LedgerStore(_clock, _faults);
        _one = new SimulatedLedger(_store, new LedgerOptions(), _clock);
        _other = new SimulatedLedger(_store, new LedgerOptions(), _clock);
    }

    [Fact]
    public async Task An_answer_comes_only_after_the_entry_is_there()
    {
        var commit = _one.CommitAsync(Make.Deposit("alice", "t1", "5")).AsTask();
        Assert.Empty(_store.Entries);
        _clock.Step(Second);
        Assert.Single(_store.Entries);
        Assert.False(commit.IsCompleted);
        _clock.Step(Second);

        Assert.Equal(CommitOutcome.Committed, (await commit).Outcome);
    }

    [Fact]
    public async Task What_comes_during_a_commit_waits_for_the_next()
    {
        var first = _one.CommitAsync(Make.Deposit("alice", "t1", "5")).AsTask();
        var second = _one.CommitAsync(Make.Deposit("alice", "t2", "5")).AsTask();
        var third = _one.CommitAsync(Make.Deposit("alice", "t3", "5")).AsTask();
        _clock.Step(2 * Second);
        Assert.Equal(1, (await first).WalletVersion);
        Assert.False(second.IsCompleted);
        _clock.Step(2 * Second);

        Assert.Equal(2, (await second).WalletVersion);
        Assert.Equal(3, (await third).WalletVersion);
    }

    [Theory]
    [InlineData(BatchFate.Failed, true, false, 0)]
    [InlineData(BatchFate.Unreachable, true, true, 0)]
    [InlineData(BatchFate.LandedUnanswered, false, false, 1)]
    [InlineData(BatchFate.LostUnanswered, false, false, 0)]
    public async Task A_failure_says_whether_it_is_known(object fate, bool known, bool unreachable, int entries)
    {
        _faults.Batches.Enqueue(new BatchPlan((BatchFate)fate, Second, Second));
        var commit = _one.CommitAsync(Make.Deposit("alice", "t1", "5")).AsTask();
        _clock.Step(2 * Second);

        var failure = await Assert.ThrowsAsync<LedgerException>(() => commit);
        Assert.Equal((known, unreachable), (failure.OutcomeKnown, failure.IsUnreachable));
        Assert.Equal(entries, _store.Entries.Count);
        await AssertGoesOnAsync(entries);
    }

    [Fact]
    public async Task A_batch_may_land_after_its_callers_were_told_that_nobody_knows()
    {
        _faults.Batches.Enqueue(new BatchPlan(BatchFate.LandedLate, Second, 10 * Second));
        var deposit = Make.Deposit("alice", "t1", "5");
        var commit = _one.CommitAsync(deposit).AsTask();
        var waiting = _one.CommitAsync(Make.Deposit("alice", "t2", "5")).AsTask();
        _clock.Step(Second);

        Assert.False((await Assert.ThrowsAsync<LedgerException>(() => commit)).OutcomeKnown);
        Assert.True((await Assert.ThrowsAsync<LedgerException>(() => waiting)).OutcomeKnown);
        Assert.Throws<LedgerException>(() => _ = _one.CommitAsync(Make.Deposit("alice", "t3", "5")));
        Assert.Empty(_store.Entries);
        _clock.Step(10 * Second);
        Assert.Equal(deposit.Entry.Id, Assert.Single(_store.Entries).Entry.Id);
        await AssertGoesOnAsync(1);
    }

    [Fact]
    public async Task A_void_of_another_writer_may_come_before_what_lands_late()
    {
        _faults.Batches.Enqueue(new BatchPlan(BatchFate.LandedLate, Second, 10 * Second));
        var deposit = Make.Deposit("alice", "t1", "5");
        var commit = _one.CommitAsync(deposit).AsTask();
        _clock.Step(Second);
        await Assert.ThrowsAsync<LedgerException>(() => commit);
        var voided = _other.CommitAsync(Make.Void(deposit.Entry)).AsTask();
        _clock.Step(2 * Second);
        Assert.Equal(CommitOutcome.Committed, (await voided).Outcome);
        _clock.Step(10 * Second);

        Assert.Equal(EntryKind.Void, Assert.Single(_store.Entries).Entry.Kind);
    }

    [Fact]
    public async Task A_silo_that_is_gone_is_told_nothing_and_commits_no_more()
    {
        var underWay = _one.CommitAsync(Make.Deposit("alice", "t1", "5")).AsTask();
        var waiting = _one.CommitAsync(Make.Deposit("alice", "t2", "5")).AsTask();
        _one.Kill();
        _clock.Step(10 * Second);

        Assert.Single(_store.Entries);
        Assert.False(underWay.IsCompleted || waiting.IsCompleted);
        Assert.Throws<LedgerException>(() => _ = _one.CommitAsync(Make.Deposit("alice", "t3", "5")));
        Assert.Throws<LedgerException>(() => _ = _one.LoadWalletAsync("alice"));
        Assert.Equal(1, (await _other.LoadWalletAsync("alice")).Version);
    }

    [Fact]
    public async Task Two_writers_see_each_other_and_only_one_of_two_states_lands()
    {
        await CommitAsync(_one, Make.Deposit("alice", "t1", "1000"));
        var ofOne = CommitAsync(_one, Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None));
        var ofOther = CommitAsync(_other, Make.Buy("alice", "o2", "BTC3L", Make.EmptyBasket, TokenRevision.None));

        Assert.Equal(CommitOutcome.Committed, (await ofOne).Outcome);
        Assert.Equal(CommitOutcome.StaleToken, (await ofOther).Outcome);
        Assert.Null((await LedgerAudit.RunAsync(_one)).FirstOffence);
    }

    [Fact]
    public async Task A_full_queue_and_a_slow_reading_are_what_the_plan_says()
    {
        _faults.TurnsAway = true;
        var turnedAway = await _one.CommitAsync(Make.Deposit("alice", "t1", "5"));
        _faults.TurnsAway = false;
        _faults.Reads.Enqueue(new ReadPlan(false, Second, Second));
        _faults.Reads.Enqueue(new ReadPlan(true, Second, Second));
        var slow = _one.LoadWalletAsync("alice").AsTask();
        var failing = _one.LoadWalletAsync("alice").AsTask();
        _clock.Step(Second);
        await CommitAsync(_other, Make.Deposit("alice", "t1", "5"));

        // The database looked before the deposit, so its answer is old when it comes.
        Assert.Equal(CommitOutcome.Overloaded, turnedAway.Outcome);
        Assert.Equal(0, (await slow).Version);
        await Assert.ThrowsAsync<LedgerException>(() => failing);
    }

    private async Task AssertGoesOnAsync(int before)
    {
        Assert.Equal(CommitOutcome.Committed, (await CommitAsync(_one, Make.Deposit("bob", "t9", "5"))).Outcome);
        Assert.Equal(before + 1, _store.Entries.Count);
        Assert.Null((await LedgerAudit.RunAsync(_one)).FirstOffence);
    }

    private async Task<CommitAnswer> CommitAsync(SimulatedLedger ledger, Commit commit)
    {
        var answer = ledger.CommitAsync(commit).AsTask();
        _clock.Step(2 * Second);
        return await answer;
    }
}
