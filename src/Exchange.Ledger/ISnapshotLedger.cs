namespace Exchange.Ledger;

/// <summary>A ledger that can show one moment of itself, so that it can be audited while it is written.</summary>
public interface ISnapshotLedger : ILedger
{
    /// <summary>Opens a snapshot of now.</summary>
    /// <exception cref="LedgerException">The database failed.</exception>
    ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default);
}
