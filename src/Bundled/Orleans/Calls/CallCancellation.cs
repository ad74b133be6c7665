using Orleans.Bundled.Activations;

namespace Orleans.Bundled.Calls;

/// <summary>
/// The token of a call. The grain does not see the caller's: it gets one of its own, which is cancelled in a turn of
/// its activation, so that call-backs of the token keep to the one-at-a-time rule.
/// </summary>
#pragma warning disable CA1001 // A source without a timer holds nothing to dispose of, and the grain may still use it.
internal sealed class CallCancellation
#pragma warning restore CA1001
{
    private readonly Call _call;
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationToken _caller;
    private CancellationTokenRegistration _registration;

    private CallCancellation(Call call, CancellationToken caller)
    {
        _call = call;
        _caller = caller;
    }

    /// <summary>Follows the caller's token, if it can be cancelled at all.</summary>
    public static void Attach(Call call)
    {
        var caller = call.GetCancellationToken();
        if (!caller.CanBeCanceled) return;
        var cancellation = new CallCancellation(call, caller);
        call.Cancellation = cancellation;
        call.ReplaceToken(cancellation._source.Token);
        cancellation._registration = caller.UnsafeRegister(
            static state => ((CallCancellation)state!).OnCallerCancelled(), cancellation);
    }

    /// <summary>Cancels the grain's token.</summary>
    public bool Cancel()
    {
        var queue = (_call.Target as Activation)?.Queue;
        if (queue is null) _source.Cancel();
        else queue.Post(static state => ((CancellationTokenSource)state!).Cancel(), _source);
        return true;
    }

    /// <summary>The caller has its answer.</summary>
    public void Release() => _registration.Dispose();

    private void OnCallerCancelled()
    {
        // The caller does not wait for the grain to agree.
        Cancel();
        _call.Fail(new OperationCanceledException(_caller));
    }
}
