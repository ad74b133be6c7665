namespace Exchange.Simulator.Ledger;

/// <summary>How one reading goes.</summary>
/// <param name="Fails">The database cannot be reached.</param>
/// <param name="UntilRead">From its start until the database looks.</param>
/// <param name="UntilAnswered">From then until the reader is told, of what may be old by then.</param>
internal readonly record struct ReadPlan(bool Fails, TimeSpan UntilRead, TimeSpan UntilAnswered)
{
    /// <summary>At once.</summary>
    public static ReadPlan AtOnce => default;
}
