using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Tests.Ledger;

/// <summary>Plans that a test has laid down; when they are used up, all goes well after a second.</summary>
internal sealed class PlannedFaults : ILedgerFaults
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public Queue<BatchPlan> Batches { get; } = new();

    public Queue<ReadPlan> Reads { get; } = new();

    public bool TurnsAway { get; set; }

    public bool IsTurnedAway(string writer) => TurnsAway;

    public BatchPlan PlanBatch(string writer, int commits) =>
        Batches.TryDequeue(out var plan) ? plan : new BatchPlan(BatchFate.Landed, Second, Second);

    public ReadPlan PlanRead(string writer) => Reads.TryDequeue(out var plan) ? plan : ReadPlan.AtOnce;
}
