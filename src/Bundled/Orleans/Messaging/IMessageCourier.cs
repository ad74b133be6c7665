using Orleans.Bundled.Calls;
using Orleans.Runtime;

namespace Orleans.Bundled.Messaging;

/// <summary>
/// Carries messages between and within silos. None is registered in live use, and messages arrive at once; a simulator
/// registers one that holds them back, drops them or delivers them twice.
/// </summary>
public interface IMessageCourier
{
    /// <summary>
    /// Takes a message; it arrives whenever <see cref="Delivery.Deliver"/> is called, every time anew.
    /// </summary>
    void Carry(Delivery delivery);
}

/// <summary>A message on its way.</summary>
public sealed class Delivery
{
    private readonly Call _call;
    private int _arrivals;

    internal Delivery(Call call, bool isResponse, SiloAddress? sender)
    {
        _call = call;
        IsResponse = isResponse;
        Sender = sender;
    }

    /// <summary>Whether it is an answer.</summary>
    public bool IsResponse { get; }

    /// <summary>The silo that sends it.</summary>
    public SiloAddress? Sender { get; }

    /// <summary>
    /// The silo that an answer goes to, or the call of an observer; null for the call of a grain, which is found when
    /// the call arrives.
    /// </summary>
    public SiloAddress? Receiver => IsResponse ? _call.From!.Address
        : _call.To!.IsObserver ? _call.To.Silo.Address
        : null;

    /// <summary>The grain that is called, or that answers.</summary>
    public GrainId Grain => _call.To!.GrainId;

    /// <summary>The method that is called.</summary>
    public CallMethod Method => _call.Method;

    /// <summary>What the grain threw, if this is its answer.</summary>
    public Exception? Failure => IsResponse ? _call.Failure : null;

    /// <summary>
    /// The message arrives; a second time, the method runs a second time, and that answer is ignored.
    /// </summary>
    public void Deliver()
    {
        var first = Interlocked.Increment(ref _arrivals) == 1;
        if (IsResponse) _call.Settle();
        else Postmaster.Arrive(first ? _call : _call.Copy());
    }
}

/// <summary>Says which silo a grain lives in. None is registered in live use: there is one silo.</summary>
public interface ISiloRouter
{
    /// <summary>The silo for this grain, now; two answers in a row may differ.</summary>
    Silos.Silo Route(GrainId grain, Silos.Silo sender);
}
