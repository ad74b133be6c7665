using Exchange.Ledger;
using Exchange.Silo.Health;

namespace Exchange.Silo.Tests.Health;

/// <summary>However often it is asked, the database is not.</summary>
public sealed class LedgerProbeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly SteppedClock _clock = new();
    private readonly SilentLedger _ledger = new();

    [Fact]
    public async Task Many_who_ask_at_once_and_soon_after_get_the_answer_to_one_question()
    {
        var probe = new LedgerProbe(_ledger, _clock, Generous);
        var answers = Enumerable.Range(0, 100).Select(_ => probe.IsReachable()).ToList();
        _ledger.Answer.SetResult(null);
        Assert.All(await Task.WhenAll(answers), Assert.True);

        _clock.Step(TimeSpan.FromMilliseconds(999));
        Assert.True(await probe.IsReachable());
        Assert.Equal(1, _ledger.Questions);

        _clock.Step(TimeSpan.FromMilliseconds(1));
        Assert.True(await probe.IsReachable());
        Assert.Equal(2, _ledger.Questions);
    }

    [Fact]
    public async Task A_database_that_fails_is_not_reachable_and_one_that_is_back_is()
    {
        var probe = new LedgerProbe(_ledger, _clock, Generous);
        _ledger.Answer.SetException(new LedgerException("gone", outcomeKnown: true));
        Assert.False(await probe.IsReachable());

        _ledger.Answer = new TaskCompletionSource<RecordedEntry?>();
        _ledger.Answer.SetResult(null);
        Assert.False(await probe.IsReachable());
        _clock.Step(TimeSpan.FromSeconds(1));
        Assert.True(await probe.IsReachable());
    }

    [Fact]
    public async Task A_question_that_hangs_is_an_answer_and_none_is_asked_beside_it()
    {
        var probe = new LedgerProbe(_ledger, _clock, Short);
        for (var round = 0; round < 3; round++)
        {
            Assert.False(await probe.IsReachable());
            _clock.Step(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(1, _ledger.Questions);
        _ledger.Answer.SetResult(null);
        for (var reachable = false; !reachable; await Task.Yield())
        {
            _clock.Step(TimeSpan.FromSeconds(5));
            reachable = await probe.IsReachable();
        }
    }
}
