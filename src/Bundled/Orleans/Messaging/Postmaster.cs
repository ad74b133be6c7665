using Orleans.Bundled.Activations;
using Orleans.Bundled.Calls;
using Orleans.Bundled.Silos;
using Orleans.Runtime;

namespace Orleans.Bundled.Messaging;

/// <summary>The way of a call: addressed, sent, arrived, answered.</summary>
internal static class Postmaster
{
    // As many times may a call follow a grain whose activation ended; then it is refused.
    private const int HopsMax = 8;

    /// <summary>Writes sender and target on the call.</summary>
    /// <returns>The sender's silo.</returns>
    public static Silo Address(Reference to, Call call)
    {
        var source = RuntimeContext.Current;
        var silo = (source as Activation)?.Silo ?? to.Silo;
        (call.To, call.From, call.Source, call.Context) = (to, silo, source, RequestContext.Snapshot);
        return silo;
    }

    public static Task<T> Request<T>(Call<T> call)
    {
        if (call.IsOneWay)
        {
            Post(call);
            return OneWay<T>.Done;
        }

        if (call.IsCancellable)
        {
            var token = call.GetCancellationToken();
            if (token.IsCancellationRequested) return Task.FromCanceled<T>(token);
        }

        var promise = call.Promise();
        var silo = call.From!;
        if (silo.Refusal is { } refusal)
        {
            call.Fail(refusal);
            return promise;
        }

        silo.Deadlines.Add(call);
        if (call.IsCancellable) CallCancellation.Attach(call);
        Send(call);
        return promise;
    }

    public static void Post(Call call)
    {
        if (call.From!.Refusal is null) Send(call);
    }

    public static void Arrive(Call call)
    {
        var silo = call.From!;
        try
        {
            var home = call.To!.IsObserver ? call.To.Silo : silo.Router?.Route(call.To.GrainId, silo) ?? silo;
            call.To.Locate(home).Receive(call);
        }
#pragma warning disable CA1031 // A grain that cannot be found is the caller's answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.Fail(exception);
        }
    }

    /// <summary>The activation that the call came to has ended.</summary>
    public static void Forward(Call call)
    {
        if (call.IsLocal || call.IsSettled) return;
        if (++call.Hops <= HopsMax) Arrive(call);
        else call.Fail(new OrleansMessageRejectionException($"{call} was forwarded {HopsMax} times and is given up."));
    }

    public static void Answer(Call call)
    {
        var silo = (call.Target as Activation)?.Silo ?? call.From!;
        if (silo.Courier is { } courier) courier.Carry(new Delivery(call, isResponse: true, silo.Address));
        else call.Settle();
    }

    private static void Send(Call call)
    {
        var silo = call.From!;
        if (silo.Courier is { } courier) courier.Carry(new Delivery(call, isResponse: false, silo.Address));
        else Arrive(call);
    }

    private static class OneWay<T>
    {
        public static readonly Task<T> Done = Task.FromResult(default(T)!);
    }
}
