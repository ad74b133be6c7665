namespace Exchange.Ledger;

/// <summary>The limits a ledger works within.</summary>
public sealed record LedgerOptions
{
    /// <summary>Commits that may wait for the writer; more are refused at once.</summary>
    public int QueueLimit { get; init; } = 8192;

    /// <summary>Most commits in one transaction.</summary>
    public int BatchLimit { get; init; } = 4000;

    /// <summary>How long a transaction waits for a lock that another process holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Balances, wallets and tokens that the writer keeps in memory between transactions.</summary>
    public int CacheLimit { get; init; } = 500_000;

    /// <summary>Largest size of the database, in bytes; 0: as large as the disk allows. SQLite only.</summary>
    public long SizeMaxBytes { get; init; }

    /// <summary>How long one statement may take. PostgreSQL only.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the writer tries to find out what became of a batch whose commit was cut off; after that its outcome
    /// is not known, and callers find out by repeating themselves. PostgreSQL only.
    /// </summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most connections that readers share. PostgreSQL only.</summary>
    public int ReadersMax { get; init; } = 16;

    internal void AssertValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CacheLimit, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(SizeMaxBytes, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(LockTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(StatementTimeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(ResolveTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadersMax, 1);
    }
}
