namespace Exchange.Simulator.Ledger;

/// <summary>Decides how the simulated database behaves, one transaction and one reading at a time.</summary>
internal interface ILedgerFaults
{
    /// <summary>Whether the queue of a writer turns a commit away as if it were full.</summary>
    bool IsTurnedAway(string writer);

    /// <summary>How the next transaction of a writer goes.</summary>
    /// <param name="commits">How many commits it has.</param>
    BatchPlan PlanBatch(string writer, int commits);

    /// <summary>How the next reading through a writer's connections goes.</summary>
    ReadPlan PlanRead(string writer);
}
