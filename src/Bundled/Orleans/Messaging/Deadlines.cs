using Orleans.Bundled.Calls;

namespace Orleans.Bundled.Messaging;

/// <summary>
/// Breaks the promise of calls that are not answered in time. A timer of its own for each call would cost more than
/// the call, so one timer looks through all that are pending, and only while there are some.
/// </summary>
internal sealed class Deadlines : IDisposable
{
    private static readonly TimeSpan PeriodMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PeriodMin = TimeSpan.FromMilliseconds(10);
    private const int SweepsPerTimeout = 10;

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly PendingShard[] _shards;
    private readonly ITimer _timer;
    private long _periodTicks = PeriodMax.Ticks;
    private int _armed;

    public Deadlines(TimeProvider time, TimeSpan timeout)
    {
        _time = time;
        _timeout = timeout;
        _shards = new PendingShard[Math.Clamp(Environment.ProcessorCount, 2, 16)];
        for (var i = 0; i < _shards.Length; i++) _shards[i] = new PendingShard();
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static state => ((Deadlines)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Add(Call call)
    {
        var timeout = call.Method.Timeout ?? _timeout;
        if (timeout == Timeout.InfiniteTimeSpan) return;
        var due = _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        var shard = _shards[(uint)Environment.CurrentManagedThreadId % (uint)_shards.Length];
        var link = new PendingLink(shard, due) { Call = call };
        call.Pending = link;
        shard.Add(link);
        Arm(timeout);
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(TimeSpan timeout)
    {
        var period = Math.Max(timeout.Ticks / SweepsPerTimeout, PeriodMin.Ticks);
        var shorter = period < Volatile.Read(ref _periodTicks);
        if (shorter) Volatile.Write(ref _periodTicks, period);
        if (shorter | (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)) Rearm();
    }

    private void Rearm() =>
        _timer.Change(TimeSpan.FromTicks(Volatile.Read(ref _periodTicks)), Timeout.InfiniteTimeSpan);

    private void Sweep()
    {
        var due = new List<Call>();
        var now = _time.GetTimestamp();
        foreach (var shard in _shards) shard.CollectDue(now, due);
        foreach (var call in due) Expire(call);
        if (Array.Exists(_shards, static shard => !shard.IsEmpty))
        {
            Rearm();
            return;
        }

        Volatile.Write(ref _armed, 0);
        // A call may have been added since the look; whoever sets the flag first arms.
        if (Array.Exists(_shards, static s => !s.IsEmpty) && Interlocked.Exchange(ref _armed, 1) == 0) Rearm();
    }

    private void Expire(Call call)
    {
        call.TryCancel();
        var timeout = call.Method.Timeout ?? _timeout;
        call.Fail(new TimeoutException($"Response did not arrive on time in {timeout} for message: {call}."));
    }
}
