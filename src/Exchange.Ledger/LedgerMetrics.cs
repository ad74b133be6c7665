using System.Diagnostics;
using System.Diagnostics.Metrics;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger;

/// <summary>What is measured of the ledger's writer. Costs next to nothing while nobody listens.</summary>
public static class LedgerMetrics
{
    /// <summary>The name of the meter, for whoever listens.</summary>
    public const string MeterName = "Exchange.Ledger";

    private static readonly Meter Meter = new(MeterName);

    private static readonly UpDownCounter<int> Queue = Meter.CreateUpDownCounter<int>(
        "exchange.ledger.queue", "{entry}", "Entries that wait for the writer.");

    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "exchange.ledger.commit.duration",
        "s",
        "How long a batch takes to become durable.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "exchange.ledger.batch.size",
        "{entry}",
        "Entries that are committed together.",
        advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000, 4000],
        });

    private static readonly Counter<long> Entries = Meter.CreateCounter<long>(
        "exchange.ledger.entries", "{entry}", "Entries by what became of them.");

    private static readonly Counter<long> BatchesFailed = Meter.CreateCounter<long>(
        "exchange.ledger.batches.failed", "{batch}", "Batches whose callers were told of a fault.");

    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetNames<CommitOutcome>().Append("Fault").Select(Outcome)];

    private static int Fault => Outcomes.Length - 1;

    internal static void Queued() => Queue.Add(1);

    internal static void Taken(int count) => Queue.Add(-count);

    /// <summary>The queue was full.</summary>
    internal static void Overloaded() => Entries.Add(1, Outcomes[(int)CommitOutcome.Overloaded]);

    internal static void Failed() => BatchesFailed.Add(1);

    /// <summary>A batch is durable.</summary>
    /// <param name="begun">When its write began, by the timestamps of <see cref="Stopwatch"/>.</param>
    internal static void Written(List<PendingCommit> batch, long begun)
    {
        if (!Entries.Enabled)
        {
            return;
        }

        CommitDuration.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        BatchSize.Record(batch.Count);
        Span<int> counts = stackalloc int[Outcomes.Length];
        foreach (var pending in batch)
        {
            counts[pending.Fault is null ? (int)pending.Answer.Outcome : Fault]++;
        }

        for (var outcome = 0; outcome < counts.Length; outcome++)
        {
            if (counts[outcome] > 0)
            {
                Entries.Add(counts[outcome], Outcomes[outcome]);
            }
        }
    }

    private static KeyValuePair<string, object?> Outcome(string name) => new("outcome", name);
}
