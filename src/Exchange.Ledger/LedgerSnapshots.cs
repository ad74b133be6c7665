namespace Exchange.Ledger;

/// <summary>What every snapshot can be asked.</summary>
public static class LedgerSnapshots
{
    /// <summary>
    /// How many entries there are, as the ends of the hash chains say: a handful of rows, however many entries.
    /// </summary>
    public static async ValueTask<long> CountEntriesAsync(
        this ILedgerSnapshot snapshot, CancellationToken cancellation = default)
    {
        long count = 0;
        await foreach (var head in snapshot.ReadChainsAsync(cancellation))
        {
            count += head.Entries;
        }

        return count;
    }
}
