using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Postgres;

/// <summary>Judges batches and makes plans of them. Sends nothing, so it may work while another is sent.</summary>
internal sealed class PostgresPlanner(PostgresOwners owners, PostgresTables tables, int number)
{
    /// <summary>Writers that may live at once: the last digits of a sequence tell them apart.</summary>
    private const long Slots = 1024;

    private readonly BatchJudge _judge = new(owners);

    /// <summary>The part of a sequence that counts.</summary>
    public static long ClockOf(long sequence) => sequence / Slots;

    /// <summary>
    /// The plan of a batch of which everything lands, else null: what is remembered may be out of date, so it is right
    /// only as long as it refuses nothing.
    /// </summary>
    /// <param name="chain">The writer's chain before it.</param>
    /// <param name="clock">The writer's clock before it.</param>
    public PostgresPlan? TryPlanAll(
        IReadOnlyList<PendingCommit> batch, Touched touched, HashChain chain, long clock)
    {
        var landed = _judge.Judge(batch);
        return landed.Count == batch.Count
            ? Plan(batch, landed, touched, chain, clock, locked: false)
            : Nothing(touched);
    }

    /// <summary>The plan of what lands of a batch whose rows are locked; null: nothing of it does.</summary>
    public PostgresPlan? TryPlanLanded(
        IReadOnlyList<PendingCommit> batch, Touched touched, HashChain chain, long clock)
    {
        var landed = _judge.Judge(batch);
        return landed.Count > 0 ? Plan(batch, landed, touched, chain, clock, locked: true) : Nothing(touched);
    }

    // From here on the writer remembers the batch as landed.
    private PostgresPlan Plan(
        IReadOnlyList<PendingCommit> batch, List<PendingCommit> landed, Touched touched, HashChain before, long clock,
        bool locked)
    {
        var chain = before.Fork();
        var hashes = new List<byte[]>(landed.Count);
        foreach (var pending in landed)
        {
            pending.Sequence = (++clock * Slots) + (number % Slots);
            hashes.Add(chain.Append(pending.Sequence, pending.Content));
        }

        var changes = owners.Apply(_judge);
        _judge.Forget();
        var commands = tables.Prepare(locked, before.Count, chain, landed, hashes, changes);
        return new PostgresPlan(batch, touched, changes, chain, clock, commands);
    }

    private PostgresPlan? Nothing(Touched touched)
    {
        _judge.Forget();
        owners.Forget(touched);
        return null;
    }
}
