namespace Exchange.Ledger.Writing;

/// <summary>
/// Writes batches, one transaction each. After a failure it is thrown away with all that it remembers: what is in
/// memory is never trusted after a transaction that went wrong.
/// </summary>
internal interface IBatchWriter : IDisposable
{
    /// <summary>Whether it must not be used again, although its last batch is durable.</summary>
    bool IsSpent { get; }

    /// <summary>
    /// Judges and writes a batch; when it returns, the batch is durable and each commit has its answer.
    /// </summary>
    /// <param name="ahead">
    /// While the batch is under way, the writer may ask for the one that will follow it, and prepare that; null: fewer
    /// are waiting than it asked for.
    /// </param>
    /// <exception cref="BatchRefusedException">The database refused what one of the commits holds.</exception>
    /// <exception cref="LedgerException">The batch failed.</exception>
    void Write(IReadOnlyList<PendingCommit> batch, Func<int, IReadOnlyList<PendingCommit>?> ahead);
}

/// <summary>The database refused what a batch holds; nothing of it was written.</summary>
internal sealed class BatchRefusedException(string message, Exception inner) : Exception(message, inner);
