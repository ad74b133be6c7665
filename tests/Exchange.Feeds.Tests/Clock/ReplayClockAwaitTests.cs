using Exchange.Feeds.Clock;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Clock;

/// <summary>What the framework builds on timers works on this clock.</summary>
public sealed class ReplayClockAwaitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ReplayClock _clock = new(Start);

    [Fact]
    public async Task Delays_in_a_row_end_at_their_own_times_within_one_jump()
    {
        var ends = SleepAsync(3);
        _clock.AdvanceTo(After(100));
        Assert.Equal([After(10), After(20), After(30)], await ends.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_timeout_by_this_clock_cancels()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        _clock.AdvanceTo(After(4));
        Assert.False(timeout.IsCancellationRequested);
        _clock.AdvanceTo(After(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Delay(Timeout.Infinite, timeout.Token).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_timer_without_delay_fires_though_nobody_advances()
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(Patience);
        Assert.Equal(Start, _clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_armed_by_many_threads_while_time_moves_all_fire_once()
    {
        const int Threads = 4, Each = 2000;
        var fired = 0;
        var arming = Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var timer = 0; timer < Each; timer++)
            {
                _clock.CreateTimer(
                    _ => Interlocked.Increment(ref fired),
                    null,
                    TimeSpan.FromMilliseconds(1 + ((timer * 7) + thread) % 1000),
                    Timeout.InfiniteTimeSpan);
            }
        })).ToArray();
        for (var second = 1; second <= 20; second++)
            _clock.AdvanceTo(After(second));

        await Task.WhenAll(arming).WaitAsync(Patience);
        _clock.AdvanceTo(After(30));
        Assert.Equal(Threads * Each, fired);
    }

    private async Task<List<DateTimeOffset>> SleepAsync(int times)
    {
        var ends = new List<DateTimeOffset>();
        for (var time = 0; time < times; time++)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), _clock).ConfigureAwait(false);
            ends.Add(_clock.GetUtcNow());
        }

        return ends;
    }
}
