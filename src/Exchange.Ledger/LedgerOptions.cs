namespace Exchange.Ledger;

/// <summary>The limits a ledger works within.</summary>
public sealed record LedgerOptions
{
    /// <summary>Commits that may wait for the writer; more are refused at once.</summary>
    public int QueueLimit { get; init; } = 8192;

    /// <summary>Most commits in one transaction.</summary>
    public int BatchLimit { get; init; } = 1000;

    /// <summary>How long a transaction waits for a lock that another process holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Balances, wallets and tokens that the writer keeps in memory between transactions.</summary>
    public int CacheLimit { get; init; } = 500_000;

    /// <summary>Largest size of the database, in bytes; 0: as large as the disk allows. SQLite only.</summary>
    public long SizeMaxBytes { get; init; }

    internal void AssertValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CacheLimit, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(SizeMaxBytes, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(LockTimeout, TimeSpan.Zero);
    }
}
