using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Bundled.Silos;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;

namespace Orleans.Bundled.Reminders;

/// <summary>Wakes grains by the reminders of a table; reads the table when the silo starts, and now and then.</summary>
internal sealed class ReminderService : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), LocalReminder> _local = new();
    private readonly Silo _silo;
    private readonly IReminderTable _table;
    private readonly ReminderOptions _options;
    private ITimer? _refresh;
    private volatile bool _isActive;

    public ReminderService(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    {
        _silo = silo;
        _table = table;
        _options = options.Value;
        Time = silo.Services.GetKeyedService<TimeProvider>(ReminderTimeProviderNames.Reminders) ?? TimeProvider.System;
    }

    public TimeProvider Time { get; }

    public Silo Silo => _silo;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe("reminder table", ServiceLifecycleStage.RuntimeGrainServices, OpenAsync, CloseAsync);
        lifecycle.Subscribe("reminders", ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public void Validate(string name, TimeSpan due, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(due, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed "
                + $"reminder period ({_options.MinimumReminderPeriod})",
                nameof(period));
        }
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan due, TimeSpan period)
    {
        var entry = new ReminderEntry
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = Time.GetUtcNow().UtcDateTime + due,
            Period = period,
        };
        entry.ETag = await _table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register reminder {entry}. Please try again later.");
        if (_isActive) Adopt(entry);
        return new GrainReminder(grain, name, entry.ETag);
    }

    public async Task UnregisterAsync(GrainReminder reminder)
    {
        var removed = await _table.RemoveRow(reminder.Grain, reminder.ReminderName, reminder.ETag)
            || await _table.ReadRow(reminder.Grain, reminder.ReminderName) is null;
        if (!removed)
        {
            throw new ReminderException(
                $"Could not unregister reminder {reminder}: it has been changed. You can retry.");
        }

        Drop((reminder.Grain, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> FindAsync(GrainId grain, string name) =>
        await _table.ReadRow(grain, name) is { } entry ? new GrainReminder(grain, name, entry.ETag!) : null;

    public async Task<List<IGrainReminder>> FindAllAsync(GrainId grain)
    {
        var rows = await _table.ReadRows(grain);
        return [.. rows.Reminders.Select(entry => new GrainReminder(grain, entry.ReminderName, entry.ETag!))];
    }

    private Task OpenAsync(CancellationToken cancellation) => _table.StartAsync(cancellation);

    private Task CloseAsync(CancellationToken cancellation) => _table.StopAsync(cancellation);

    private async Task StartAsync(CancellationToken cancellation)
    {
        _isActive = true;
        await RefreshAsync();
        using (ExecutionContext.SuppressFlow())
        {
            _refresh = Time.CreateTimer(
                static state => ((ReminderService)state!).QueueRefresh(),
                this,
                _options.RefreshReminderListPeriod,
                _options.RefreshReminderListPeriod);
        }
    }

    private Task StopAsync(CancellationToken cancellation)
    {
        _isActive = false;
        _refresh?.Dispose();
        foreach (var key in _local.Keys) Drop(key);
        return Task.CompletedTask;
    }

    private void QueueRefresh() =>
        _silo.SystemQueue.Post(static state => _ = ((ReminderService)state!).RefreshAsync(), this);

    private async Task RefreshAsync()
    {
        try
        {
            var known = _local.Keys.ToHashSet();
            var rows = await _table.ReadRows(0, 0);
            if (!_isActive) return;
            foreach (var entry in rows.Reminders.Where(IsHere))
            {
                known.Remove((entry.GrainId, entry.ReminderName));
                Adopt(entry);
            }

            foreach (var key in known) Drop(key);
        }
#pragma warning disable CA1031 // The next refresh tries again; those that are known go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _silo.Log.LogError(exception, "Failed to read the reminders");
        }
    }

    private bool IsHere(ReminderEntry entry) =>
        _silo.Router is not { } router || ReferenceEquals(router.Route(entry.GrainId, _silo), _silo);

    private void Adopt(ReminderEntry entry)
    {
        var key = (entry.GrainId, entry.ReminderName);
        _local.GetOrAdd(key, static (_, service) => new LocalReminder(service), this).Set(entry);
    }

    private void Drop((GrainId Grain, string Name) key)
    {
        if (_local.TryRemove(key, out var reminder)) reminder.Dispose();
    }
}

/// <summary>A handle on a reminder of a certain version.</summary>
internal sealed record GrainReminder(GrainId Grain, string ReminderName, string ETag) : IGrainReminder;
