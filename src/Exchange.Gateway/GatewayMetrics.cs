using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Exchange.Gateway;

/// <summary>What is measured of calls and streams. Costs next to nothing while nobody listens.</summary>
public static class GatewayMetrics
{
    /// <summary>The name of the meter, for whoever listens.</summary>
    public const string MeterName = "Exchange.Gateway";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> OrdersAccepted = Meter.CreateCounter<long>(
        "exchange.orders.accepted", "{order}", "Orders that were carried out, repetitions among them.");

    private static readonly Counter<long> OrdersRefused = Meter.CreateCounter<long>(
        "exchange.orders.refused", "{order}", "Orders that were not, by the reason in the trailer.");

    private static readonly Histogram<double> OrderDuration = Meter.CreateHistogram(
        "exchange.order.duration",
        "s",
        "From the arrival of an order to its answer.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });

    private static readonly UpDownCounter<int> NavSubscribers = Meter.CreateUpDownCounter<int>(
        "exchange.nav.subscribers", "{stream}", "Streams of net asset values that are open.");

    private static readonly Counter<long> NavDelivered = Meter.CreateCounter<long>(
        "exchange.nav.delivered", "{update}", "Updates that were sent to subscribers.");

    private static readonly Counter<long> NavSkipped = Meter.CreateCounter<long>(
        "exchange.nav.skipped", "{update}", "Updates that a later one replaced before their subscriber had read them.");

    private static readonly KeyValuePair<string, object?> Accepted = new("result", "accepted");
    private static readonly KeyValuePair<string, object?> Refused = new("result", "refused");

    /// <param name="begun">When it came, by the timestamps of <see cref="Stopwatch"/>.</param>
    internal static void OrderAccepted(long begun)
    {
        OrdersAccepted.Add(1);
        OrderDuration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, Accepted);
    }

    /// <param name="begun">When it came, by the timestamps of <see cref="Stopwatch"/>.</param>
    /// <param name="reason">A word of the contract, so there are few.</param>
    internal static void OrderRefused(long begun, string reason)
    {
        OrdersRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        OrderDuration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, Refused);
    }

    internal static void NavSubscribed() => NavSubscribers.Add(1);

    internal static void NavUnsubscribed() => NavSubscribers.Add(-1);

    internal static void NavUpdateDelivered() => NavDelivered.Add(1);

    internal static void NavUpdatesSkipped(int count)
    {
        if (count > 0)
        {
            NavSkipped.Add(count);
        }
    }
}
