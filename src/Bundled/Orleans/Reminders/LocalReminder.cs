using Microsoft.Extensions.Logging;

namespace Orleans.Bundled.Reminders;

/// <summary>
/// A reminder that this silo delivers. Ticks are due at the start plus whole periods; the next is set when the last has
/// been answered, so ticks that were missed meanwhile are skipped, not made up for.
/// </summary>
internal sealed class LocalReminder : IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(24);

    private readonly ReminderService _service;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private ReminderEntry? _entry;
    private DateTime _due;
    private bool _isRunning;
    private bool _isDisposed;

    public LocalReminder(ReminderService service)
    {
        _service = service;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = service.Time.CreateTimer(
                static state => ((LocalReminder)state!).Fire(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    public void Set(ReminderEntry entry)
    {
        lock (_lock)
        {
            if (_isDisposed || (_entry is { } known && known.ETag == entry.ETag)) return;
            _entry = entry;
            if (!_isRunning) Arm(Next(entry, Now));
        }
    }

    public void Dispose()
    {
        lock (_lock) _isDisposed = true;
        _timer.Dispose();
    }

    private DateTime Now => _service.Time.GetUtcNow().UtcDateTime;

    private static DateTime Next(ReminderEntry entry, DateTime now)
    {
        if (now <= entry.StartAt) return entry.StartAt;
        var since = (now - entry.StartAt).Ticks % Math.Max(entry.Period.Ticks, 1);
        return since == 0 ? now : now + TimeSpan.FromTicks(entry.Period.Ticks - since);
    }

    private void Arm(DateTime due)
    {
        _due = due;
        var wait = due - Now;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_lock)
        {
            if (_isDisposed || _isRunning) return;
            if (Now < _due)
            {
                // Timers of the platform are not exact, nor do they wait for months.
                Arm(_due);
                return;
            }

            _isRunning = true;
        }

        _service.Silo.SystemQueue.Post(static state => _ = ((LocalReminder)state!).TickAsync(), this);
    }

    private async Task TickAsync()
    {
        var entry = _entry!;
        try
        {
            var grain = _service.Silo.Factory.GetGrain<IRemindable>(entry.GrainId);
            await grain.ReceiveReminder(
                entry.ReminderName, new Orleans.Runtime.TickStatus(entry.StartAt, entry.Period, Now));
        }
#pragma warning disable CA1031 // A grain that fails is reminded again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _service.Silo.Log.LogError(exception, "Reminder {Reminder} failed and goes on", entry);
        }

        lock (_lock)
        {
            _isRunning = false;
            if (_isDisposed) return;
            var current = _entry!;
            var next = Next(current, Now);
            var isSame = ReferenceEquals(current, entry);
            Arm(isSame && next <= _due ? _due + current.Period : next);
        }
    }
}
