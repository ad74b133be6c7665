using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>A batch that was judged, and what is to be sent for it.</summary>
/// <param name="Batch">Its commits, landed or not.</param>
/// <param name="Touched">The rows that it may change.</param>
/// <param name="Changes">What it changes; the writer's memory has it already.</param>
/// <param name="Chain">The writer's chain as it leaves it.</param>
/// <param name="Clock">The writer's clock as it leaves it.</param>
/// <param name="Commands">Its statements: one round trip.</param>
internal sealed record PostgresPlan(
    IReadOnlyList<PendingCommit> Batch,
    Touched Touched,
    PostgresChanges Changes,
    HashChain Chain,
    long Clock,
    NpgsqlBatch Commands) : IDisposable
{
    public void Dispose() => Commands.Dispose();
}
