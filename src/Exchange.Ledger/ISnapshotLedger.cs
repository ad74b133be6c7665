namespace Exchange.Ledger;

/// <summary>A ledger that can show one moment of itself, so that it can be audited while it is written.</summary>
public interface ISnapshotLedger : ILedger
{
    /// <summary>
    /// Whether an entry that is committed later always has the larger sequence. If not, sequences rise along every
    /// wallet and token only, and whoever reads in pages without a snapshot may miss entries.
    /// </summary>
    bool RisesByCommit { get; }

    /// <summary>Opens a snapshot of now.</summary>
    /// <exception cref="LedgerException">The database failed.</exception>
    ValueTask<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default);
}
