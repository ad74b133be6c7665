using Microsoft.Extensions.Logging;
using Orleans.Bundled.Calls;
using Orleans.Bundled.Timers;
using Orleans.Runtime;

namespace Orleans.Bundled.Activations;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private readonly Lock _endLock = new();
    private HashSet<GrainTimer>? _timers;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason _reason;
    private bool _wasValid;
    private bool _isFinishing;
    private DateTimeOffset _keepUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _idleSince;

    /// <summary>Whether a request has ended since the collector last looked; a flag is cheaper than a clock.</summary>
    public bool IsTouched { get; set; } = true;

    public Task Deactivated
    {
        get
        {
            lock (_endLock)
            {
                if (_isGone) return Task.CompletedTask;
                _deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _deactivated.Task;
            }
        }
    }

    /// <summary>Starts the end; on any thread.</summary>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(Scheduling.TurnQueue.Running, Queue)) BeginEnd(deactivationReason);
        else Queue.Post(state => BeginEnd(deactivationReason), null);
    }

    internal void DelayDeactivation(TimeSpan span)
    {
        var now = Silo.ManagementTime.GetUtcNow();
        _keepUntil = span <= TimeSpan.Zero ? DateTimeOffset.MinValue
            : span >= DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue
            : now + span;
    }

    internal void Own(GrainTimer timer) => (_timers ??= []).Add(timer);

    internal void Disown(GrainTimer timer) => _timers?.Remove(timer);

    /// <summary>The collector asks, on its own thread; what it sees may be a moment old.</summary>
    internal bool IsIdle(DateTimeOffset now, TimeSpan age)
    {
        if (IsTouched)
        {
            IsTouched = false;
            _idleSince = now;
        }

        return now - _idleSince >= age && now >= _keepUntil;
    }

    internal void EndIfIdle(DeactivationReason reason)
    {
        if (_phase == Phase.Valid && !IsTouched && _running == 0 && _waiting.IsEmpty) BeginEnd(reason);
    }

    private async Task ActivateAsync(Call first)
    {
        try
        {
            if (first.Context is { } values) RequestContext.Snapshot = values;
            GrainInstance = Class.Create(this);
            await StartAsync();
        }
#pragma warning disable CA1031 // Whatever keeps the grain from being activated is the answer to those that wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Silo.Log.LogError(exception, "Failed to activate {Grain}", this);
            _phase = Phase.Deactivating;
            _reason = new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "Failed to activate");
        }

        if (_phase == Phase.Activating)
        {
            _phase = Phase.Valid;
            Drain();
        }
        else
        {
            FinishWhenIdle();
        }
    }

    private async Task StartAsync()
    {
        if (_lifecycle is null && !Class.HasOnActivate) return;
        using var limit = Silo.TimeLimit(Silo.Collection.ActivationTimeout);
        if (_lifecycle is { } lifecycle) await lifecycle.StartAsync(limit.Token);
        if (Class.HasOnActivate && GrainInstance is IGrainBase grain)
        {
            await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
        }
    }

    private void BeginEnd(DeactivationReason reason)
    {
        if (_phase is Phase.Deactivating or Phase.Gone) return;
        var phase = _phase;
        _reason = reason;
        _phase = Phase.Deactivating;
        _wasValid = phase == Phase.Valid;
        // While it activates, the activation itself goes on to the end.
        if (phase != Phase.Activating && _running == 0) Queue.Post(static a => ((Activation)a!).FinishWhenIdle(), this);
    }

    private void FinishWhenIdle()
    {
        if (_running > 0 || _phase != Phase.Deactivating || _isFinishing) return;
        _isFinishing = true;
        _ = FinishAsync();
    }

    private async Task FinishAsync()
    {
        foreach (var timer in _timers?.ToArray() ?? []) timer.Dispose();
        try
        {
            await StopAsync();
        }
#pragma warning disable CA1031 // The activation ends all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Silo.Log.LogError(exception, "Failed to deactivate {Grain}", this);
        }

        // First out of the catalog: who finds no activation makes a new one.
        Silo.Catalog.Remove(this);
        _phase = Phase.Gone;
        await DisposeAsync();
        lock (_endLock)
        {
            _isGone = true;
            _deactivated?.TrySetResult();
        }

        Release();
    }

    private async Task StopAsync()
    {
        if (!(_wasValid && Class.HasOnDeactivate) && _lifecycle is null) return;
        using var limit = Silo.TimeLimit(Silo.Collection.DeactivationTimeout);
        try
        {
            if (_wasValid && Class.HasOnDeactivate && GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            }
        }
        finally
        {
            if (_lifecycle is { } lifecycle) await lifecycle.StopAsync(limit.Token);
        }
    }

    private async Task DisposeAsync()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (GrainInstance as IDisposable)?.Dispose();
            if (_scope is { } scope) await scope.DisposeAsync();
        }
#pragma warning disable CA1031 // The activation ends all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Silo.Log.LogError(exception, "Failed to dispose {Grain}", this);
        }
    }

    /// <summary>Those that still wait go to the next activation, or fail if this one never came to be.</summary>
    private void Release()
    {
        var failed = _reason.ReasonCode == DeactivationReasonCode.ActivationFailed;
        for (var call = _waiting.TakeAll(); call is not null;)
        {
            var next = call.NextWaiting;
            call.NextWaiting = null;
            if (!failed) Messaging.Postmaster.Forward(call);
            else if (!call.IsLocal) call.Fail(_reason.Exception!);
            call = next;
        }
    }
}
