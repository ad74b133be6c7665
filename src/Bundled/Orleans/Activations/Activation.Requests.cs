using Orleans.Bundled.Calls;
using Orleans.Runtime;

namespace Orleans.Bundled.Activations;

/// <summary>Which request may run now.</summary>
internal sealed partial class Activation
{
    private bool _isDraining;
    private bool _drainAgain;

    // How many of those that wait could run beside the one that blocks; none: no need to look through the list.
    private int _overtakers;

    private bool NoneMayOvertake =>
        _running > 0 && _blocking is not null && _overtakers == 0 && Class.MayInterleave is null;

    private static bool MayOvertake(Call call) =>
        call.IsAlwaysInterleave || call.IsReadOnly || call.Context is not null;

    private void Admit(Call call)
    {
        if (MayRun(call)) Begin(call);
        else Wait(call);
    }

    private bool MayRun(Call call)
    {
        if (_running == 0 || _blocking is null || call.IsAlwaysInterleave) return true;
        if (call.IsReadOnly && _blocking.IsReadOnly) return true;
        if (_sections is { Count: > 0 } && _sections.ContainsKey(RequestContext.ReentrancyOf(call.Context)))
            return true;
        return Class.MayInterleave is { } predicate && !call.IsLocal
            && (predicate(GrainInstance!, call) || (!_blocking.IsLocal && predicate(GrainInstance!, _blocking)));
    }

    private void Begin(Call call)
    {
        // Its caller gave up while it waited: nobody wants the answer.
        if (call.IsSettled)
        {
            call.Dispose();
            return;
        }

        _running++;
        // Only one that excludes others blocks; in a reentrant grain none does.
        if (_blocking is null && !Class.IsReentrant && !call.IsAlwaysInterleave) _blocking = call;
        if (call.Context is { } values) RequestContext.Snapshot = values;
        if (!call.IsLocal && (Silo.IncomingFilters.Length > 0 || GrainInstance is IIncomingGrainCallFilter))
        {
            _ = IncomingCall.RunAsync(this, call);
            return;
        }

        call.Start(GrainInstance!);
    }

    /// <summary>
    /// Runs what may run of those that wait, in their order; later ones may overtake if they interleave.
    /// </summary>
    private void Drain()
    {
        // A request that ends at once comes back here through Complete; the loop goes on instead of nesting.
        _drainAgain = true;
        if (_isDraining) return;
        _isDraining = true;
        while (_drainAgain)
        {
            _drainAgain = false;
            Call? before = null;
            for (var call = _waiting.First; call is not null && _phase == Phase.Valid && !NoneMayOvertake;)
            {
                var next = call.NextWaiting;
                if (MayRun(call))
                {
                    Remove(call, before);
                    Begin(call);
                    if (_drainAgain) break;
                }
                else
                {
                    before = call;
                }

                call = next;
            }
        }

        _isDraining = false;
    }

    private void Wait(Call call)
    {
        if (MayOvertake(call)) _overtakers++;
        _waiting.Append(call);
    }

    private void Remove(Call call, Call? before)
    {
        if (MayOvertake(call)) _overtakers--;
        _waiting.Remove(call, before);
    }
}
