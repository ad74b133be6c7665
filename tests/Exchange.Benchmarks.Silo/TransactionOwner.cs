using Exchange.Domain.Tokens;
using Exchange.Ledger.Postgres;

namespace Exchange.Benchmarks.Silo;

/// <summary>A wallet or token of the ledger with a transaction for each order: its row, and whose turn it is.</summary>
internal sealed class TransactionOwner(string name)
{
    /// <summary>One transaction at a time, in the order of asking.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public OwnerRow Row { get; } = new(name);

    /// <summary>Whether the database has its row.</summary>
    public bool IsStored { get; set; }

    /// <summary>The token's last state.</summary>
    public TokenState? State { get; set; }
}
