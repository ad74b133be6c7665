using Exchange.Ledger;
using Exchange.Simulator.Faults;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Silos;
using Orleans.Bundled.Simulation;
using Orleans.Runtime;

namespace Exchange.Simulator.Cluster;

/// <summary>
/// Carries the messages of one silo: within the silo at once, and never lost; between silos with latency, late, twice
/// or not at all.
/// </summary>
internal sealed class Courier(
    SimulatedWorld world,
    Func<Silo> self,
    Placement placement,
    FaultPlan faults,
    Chance chance,
    Action<string> surprise) : IMessageCourier
{
    private static readonly TimeSpan LocalMin = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan LocalMax = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan RemoteMin = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan RemoteMax = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan TooLateMin = TimeSpan.FromSeconds(31);
    private static readonly TimeSpan TooLateMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ReminderLateMax = TimeSpan.FromMinutes(20);

    // What one silo sends another goes through one connection, and arrives in its order.
    private readonly Dictionary<int, long> _last = [];

    /// <inheritdoc/>
    public void Carry(Delivery delivery)
    {
        if (delivery.Failure is { } failure && !IsExpected(failure))
        {
            surprise($"{delivery.Method} of {delivery.Grain} threw {failure}");
        }

        if (IsReminder(delivery) && CarryReminder(delivery)) return;
        var receiver = delivery.Receiver ?? placement.Route(delivery.Grain, self()).Address;
        var isLocal = ReferenceEquals(receiver, self().Address);
        var latency = isLocal ? chance.Between(LocalMin, LocalMax) : chance.Between(RemoteMin, RemoteMax);
        latency = InOrder(receiver.Endpoint.Port, latency);
        if (isLocal) world.After(latency, delivery.Deliver);
        else if (delivery.IsResponse) CarryAnswer(delivery, latency);
        else CarryCall(delivery, latency);
    }

    // What is thrown where something outside fails. Anything else is a fault of the product.
    private static bool IsExpected(Exception failure) => failure
        is LedgerException or OrleansException or TimeoutException or OperationCanceledException;

    private static bool IsReminder(Delivery delivery) =>
        !delivery.IsResponse && delivery.Method.InterfaceType == typeof(IRemindable);

    private TimeSpan InOrder(int receiver, TimeSpan latency)
    {
        var due = Math.Max(world.Ticks + latency.Ticks, _last.GetValueOrDefault(receiver));
        _last[receiver] = due;
        return TimeSpan.FromTicks(due - world.Ticks);
    }

    private void CarryCall(Delivery delivery, TimeSpan latency)
    {
        if (faults.Fires(Fault.CallDropped, 0.003)) return;
        if (faults.Fires(Fault.CallDelayed, 0.01)) latency += chance.Between(TimeSpan.Zero, DelayMax);
        if (faults.Fires(Fault.CallDuplicated, 0.01))
        {
            world.After(latency + chance.Between(TimeSpan.Zero, DelayMax), delivery.Deliver);
        }

        world.After(latency, delivery.Deliver);
    }

    private void CarryAnswer(Delivery delivery, TimeSpan latency)
    {
        if (faults.Fires(Fault.AnswerDropped, 0.003)) return;
        if (faults.Fires(Fault.AnswerTooLate, 0.003)) latency += chance.Between(TooLateMin, TooLateMax);
        world.After(latency, delivery.Deliver);
    }

    private bool CarryReminder(Delivery delivery)
    {
        if (faults.Fires(Fault.ReminderTwice, 0.2))
        {
            world.After(chance.Between(RemoteMin, DelayMax), delivery.Deliver);
        }

        if (!faults.Fires(Fault.ReminderLate, 0.2)) return false;
        world.After(chance.Between(RemoteMin, ReminderLateMax), delivery.Deliver);
        return true;
    }
}
