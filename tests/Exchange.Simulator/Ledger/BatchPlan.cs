namespace Exchange.Simulator.Ledger;

/// <summary>How one transaction goes.</summary>
/// <param name="Fate">What becomes of it.</param>
/// <param name="UntilLanded">From its start until the database has it, or would have had it.</param>
/// <param name="UntilAnswered">
/// From then until its writer is told; of one that lands late, from when its writer is told until it lands.
/// </param>
internal readonly record struct BatchPlan(BatchFate Fate, TimeSpan UntilLanded, TimeSpan UntilAnswered)
{
    /// <summary>At once, and it lands.</summary>
    public static BatchPlan AtOnce => default;
}
