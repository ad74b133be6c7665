namespace Exchange.Simulator.Checks;

/// <summary>All that is checked at the end of a run.</summary>
internal static class RunChecks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new ModelCheck(),
        new ConservationCheck(),
        new NegativeBalanceCheck(),
        new OrderCheck(),
        new TransferCheck(),
        new OperationCheck(),
        new RebalanceCheck(),
        new LeverageCheck(),
        new MarkCheck(),
        new NavSequenceCheck(),
        new AttributionCheck(),
        new ViewCheck(),
        new AuditCheck(),
    ];

    /// <summary>Null: all hold; else the first that does not, by name.</summary>
    public static string? Find(RunRecord run)
    {
        foreach (var check in All)
        {
            if (check.Find(run) is { } fault)
            {
                return $"{check.Name}: {fault}";
            }
        }

        return null;
    }
}
