namespace Exchange.Simulator.Ledger;

/// <summary>A database that never fails and always takes the same time.</summary>
internal sealed class SteadyLedgerFaults(TimeSpan latency) : ILedgerFaults
{
    public bool IsTurnedAway(string writer) => false;

    public BatchPlan PlanBatch(string writer, int commits) => new(BatchFate.Landed, latency, TimeSpan.Zero);

    public ReadPlan PlanRead(string writer) => ReadPlan.AtOnce;
}
