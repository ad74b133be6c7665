using Exchange.Ledger;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Checks;

/// <summary>The product's own audit proves the ledger.</summary>
internal sealed class AuditCheck : ICheck
{
    public string Name => "audit";

    public string? Find(RunRecord run)
    {
        if (run.Moment is not { } moment)
        {
            return null;
        }

        // All that it reads is in memory, so the audit never waits.
        var audit = LedgerAudit.RunAsync(new MomentLedger(moment));
        var report = audit.IsCompleted
            ? audit.GetAwaiter().GetResult()
            : throw new InvalidOperationException("The audit waits for something.");
        return report.FirstOffence is { } offence ? $"sequence {offence.Sequence}: {offence.Description}" : null;
    }
}
