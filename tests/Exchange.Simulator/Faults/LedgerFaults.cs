using Exchange.Simulator.Ledger;
using Orleans.Bundled.Simulation;

namespace Exchange.Simulator.Faults;

/// <summary>How the database of a run behaves.</summary>
internal sealed class LedgerFaults(SimulatedWorld world, FaultPlan faults, Chance chance) : ILedgerFaults
{
    private static readonly TimeSpan LatencyMin = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SlowMax = TimeSpan.FromSeconds(12);

    private DateTimeOffset _awayUntil;

    /// <summary>From now on, and for so long, nobody reaches it.</summary>
    public void GoAway(TimeSpan span) => _awayUntil = world.Now + span;

    /// <inheritdoc/>
    public bool IsTurnedAway(string writer) => faults.Fires(Fault.CommitRefused, 0.02);

    /// <inheritdoc/>
    public BatchPlan PlanBatch(string writer, int commits)
    {
        if (IsAway) return new BatchPlan(BatchFate.Unreachable, Latency(), Latency());
        if (faults.Fires(Fault.CommitFailedBefore, 0.02))
        {
            var fate = chance.Of([BatchFate.Failed, BatchFate.Unreachable, BatchFate.LostUnanswered]);
            return new BatchPlan(fate, Latency(), Latency());
        }

        if (faults.Fires(Fault.CommitLandedUnanswered, 0.02))
        {
            return chance.Hits(0.5)
                ? new BatchPlan(BatchFate.LandedUnanswered, Latency(), Latency())
                : new BatchPlan(BatchFate.LandedLate, Latency(), Slow());
        }

        return faults.Fires(Fault.CommitSlow, 0.02)
            ? new BatchPlan(BatchFate.Landed, Slow(), Slow())
            : new BatchPlan(BatchFate.Landed, Latency(), Latency());
    }

    /// <inheritdoc/>
    public ReadPlan PlanRead(string writer)
    {
        if (IsAway || faults.Fires(Fault.ReadFailed, 0.02)) return new ReadPlan(true, Latency(), Latency());
        return faults.Fires(Fault.ReadSlow, 0.02)
            ? new ReadPlan(false, chance.Hits(0.5) ? Slow() : Latency(), Slow())
            : new ReadPlan(false, Latency(), Latency());
    }

    private bool IsAway => faults.IsOn && world.Now < _awayUntil;

    private TimeSpan Latency() => chance.Between(LatencyMin, LatencyMax);

    private TimeSpan Slow() => chance.Between(LatencyMax, SlowMax);
}
