using Exchange.Feeds.Clock;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Clock;

public sealed class ReplayClockTests
{
    private readonly ReplayClock _clock = new(Start);
    private readonly List<string> _fired = [];

    [Fact]
    public void Shows_the_time_it_was_told_and_never_goes_back()
    {
        Assert.Equal(Start, _clock.GetUtcNow());
        _clock.AdvanceTo(After(90));
        Assert.Equal(After(90), _clock.GetUtcNow());
        _clock.AdvanceTo(After(30));
        Assert.Equal(After(90), _clock.GetUtcNow());
    }

    [Fact]
    public void Timestamps_follow_the_same_time()
    {
        var before = _clock.GetTimestamp();
        _clock.AdvanceTo(After(1.5));
        Assert.Equal(TimeSpan.FromSeconds(1.5), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void An_offset_of_the_target_is_only_another_way_to_write_it()
    {
        _clock.AdvanceTo(After(3600).ToOffset(TimeSpan.FromHours(5)));
        Assert.Equal(After(3600), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _clock.GetUtcNow().Offset);
    }

    [Fact]
    public void Timers_fire_in_due_order_each_at_its_own_time()
    {
        using var late = Timer("late", 30);
        using var early = Timer("early", 10);
        using var never = Timer("never", 61);
        _clock.AdvanceTo(After(60));
        Assert.Equal(["early@10", "late@30"], _fired);
    }

    [Fact]
    public void Timers_due_together_fire_in_the_order_they_were_armed()
    {
        using var a = Timer("a", 10);
        using var b = Timer("b", 10);
        a.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _clock.AdvanceTo(After(10));
        Assert.Equal(["b@10", "a@10"], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_at_every_period_of_one_jump()
    {
        using var timer = Timer("tick", 5, 10);
        _clock.AdvanceTo(After(30));
        Assert.Equal(["tick@5", "tick@15", "tick@25"], _fired);
    }

    [Fact]
    public void A_callback_that_rearms_within_the_span_fires_again_in_it()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                Note("again");
                timer!.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(20),
            Timeout.InfiniteTimeSpan);
        using var between = Timer("between", 30);
        _clock.AdvanceTo(After(65));
        Assert.Equal(["again@20", "between@30", "again@40", "again@60"], _fired);
    }

    [Fact]
    public void A_callback_that_arms_another_timer_within_the_span_sees_it_fire()
    {
        using var first = _clock.CreateTimer(
            _ => Timer("second", 7), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _clock.AdvanceTo(After(60));
        Assert.Equal(["second@17"], _fired);
    }

    [Fact]
    public void A_callback_armed_without_delay_fires_in_the_same_instant()
    {
        using var first = _clock.CreateTimer(
            _ => Timer("now", 0), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _clock.AdvanceTo(After(60));
        Assert.Equal(["now@10"], _fired);
    }

    [Fact]
    public void Disarmed_and_disposed_timers_stay_silent()
    {
        using var disarmed = Timer("disarmed", 10);
        var disposed = Timer("disposed", 10);
        Assert.True(disarmed.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        disposed.Dispose();
        _clock.AdvanceTo(After(60));
        Assert.Empty(_fired);
        Assert.False(disposed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        Assert.True(disarmed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _clock.AdvanceTo(After(61));
        Assert.Equal(["disarmed@61"], _fired);
    }

    [Fact]
    public void A_callback_may_dispose_its_own_periodic_timer()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                Note("once");
                timer!.Dispose();
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        _clock.AdvanceTo(After(10));
        Assert.Equal(["once@1"], _fired);
    }

    [Fact]
    public void A_timer_that_rearms_without_delay_for_ever_is_an_error()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        var fault = Assert.Throws<InvalidOperationException>(() => _clock.AdvanceTo(After(10)));
        Assert.Contains("re-arms without delay", fault.Message, StringComparison.Ordinal);
        timer.Dispose();
        _clock.AdvanceTo(After(20));
        Assert.Equal(After(20), _clock.GetUtcNow());
    }

    [Fact]
    public void A_callback_cannot_advance_its_own_clock()
    {
        using var timer = _clock.CreateTimer(
            _ => _clock.AdvanceTo(After(99)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Assert.Throws<InvalidOperationException>(() => _clock.AdvanceTo(After(10)));
        Assert.Equal(After(1), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(5e9)]
    public void Delays_that_no_timer_takes_are_refused(double milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(
            _ => { }, null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan));

    private ITimer Timer(string name, double due, double period = 0) => _clock.CreateTimer(
        _ => Note(name), null, TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period));

    private void Note(string name) => _fired.Add($"{name}@{(_clock.GetUtcNow() - Start).TotalSeconds:0.###}");
}
