using Exchange.Feeds.Clock;
using Exchange.Ledger;
using Exchange.Silo.Health;

namespace Exchange.Silo.Tests.Health;

/// <summary>However often it is asked, the database is not.</summary>
public sealed class LedgerProbeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ReplayClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SilentLedger _ledger = new();

    [Fact]
    public async Task Many_who_ask_at_once_and_soon_after_get_the_answer_to_one_question()
    {
        var probe = new LedgerProbe(_ledger, _clock, Limit);
        var answers = Enumerable.Range(0, 100).Select(_ => probe.IsReachable()).ToList();
        _ledger.Answer.SetResult(null);
        Assert.All(await Task.WhenAll(answers), Assert.True);

        Step(TimeSpan.FromMilliseconds(999));
        Assert.True(await probe.IsReachable());
        Assert.Equal(1, _ledger.Questions);

        Step(TimeSpan.FromMilliseconds(1));
        Assert.True(await probe.IsReachable());
        Assert.Equal(2, _ledger.Questions);
    }

    [Fact]
    public async Task A_database_that_fails_is_not_reachable_and_one_that_is_back_is()
    {
        var probe = new LedgerProbe(_ledger, _clock, Limit);
        _ledger.Answer.SetException(new LedgerException("gone", outcomeKnown: true));
        Assert.False(await probe.IsReachable());

        _ledger.Answer = new TaskCompletionSource<RecordedEntry?>();
        _ledger.Answer.SetResult(null);
        Assert.False(await probe.IsReachable());
        Step(TimeSpan.FromSeconds(1));
        Assert.True(await probe.IsReachable());
    }

    [Fact]
    public async Task A_question_that_hangs_is_an_answer_and_none_is_asked_beside_it()
    {
        var probe = new LedgerProbe(_ledger, _clock, Limit);
        var answer = probe.IsReachable();
        await _ledger.Asked;
        Step(Limit - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        Step(TimeSpan.FromTicks(1));
        Assert.False(await answer);
        for (var round = 0; round < 3; round++)
        {
            Step(TimeSpan.FromSeconds(5));
            Assert.False(await probe.IsReachable());
        }

        Assert.Equal(1, _ledger.Questions);
        _ledger.Answer.SetResult(null);
        for (var reachable = false; !reachable; await Task.Yield())
        {
            Step(TimeSpan.FromSeconds(5));
            reachable = await probe.IsReachable();
        }
    }
    private void Step(TimeSpan time) => _clock.AdvanceTo(_clock.GetUtcNow() + time);
}
