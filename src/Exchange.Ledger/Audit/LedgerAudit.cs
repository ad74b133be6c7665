using Exchange.Ledger.Audit;

namespace Exchange.Ledger;

/// <summary>
/// Proves a ledger in one pass: sequences rise, entries balance and use only accounts of their kind, hash chains are
/// unbroken, no balance was ever below zero that must not be, balances equal the sums of their postings, every token's
/// cash is conserved and its units are held by wallets at every sequence, and its state equals its balances.
/// </summary>
public static class LedgerAudit
{
    private const int ProgressEntries = 10_000;

    /// <summary>
    /// Replays a ledger up to the first offence. It may be written meanwhile if it can show a moment.
    /// </summary>
    /// <param name="progress">
    /// Told now and then how many entries were read, and of how many; 0: that is not known.
    /// </param>
    public static async Task<AuditReport> RunAsync(
        ILedger ledger, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        var replay = new LedgerReplay();
        try
        {
            var tell = progress is null ? null : await WithTotalAsync(ledger, progress, cancellation);

            // Where sequences rise by commit, the long pass holds no snapshot, which would keep the database from
            // tidying up; what was written meanwhile is read in the moment that balances and tokens are of.
            var first = ledger is not ISnapshotLedger { RisesByCommit: false };
            if (first)
            {
                await ReplayAsync(replay, ledger.ReadEntriesAsync(long.MinValue, cancellation), tell);
            }

            if (ledger is ISnapshotLedger snapshots)
            {
                await using var moment = await snapshots.OpenSnapshotAsync(cancellation);
                var after = first ? replay.Sequence : long.MinValue;
                await ReplayAsync(replay, moment.ReadEntriesAsync(after, cancellation), tell);
                await CompareAsync(replay, moment.ReadBalancesAsync(cancellation));
                await CompareAsync(replay, moment.ReadTokensAsync(cancellation));
                await CompareAsync(replay, moment.ReadChainsAsync(cancellation));
            }
            else
            {
                await CompareAsync(replay, ledger.ReadBalancesAsync(cancellation));
                await CompareAsync(replay, ledger.ReadTokensAsync(cancellation));
            }
        }
        catch (Exception e) when (e is AuditException or UnreadableEntryException or InvalidDataException)
        {
            var sequence = e is UnreadableEntryException unreadable ? unreadable.Sequence : replay.Sequence;
            return replay.Report(new AuditOffence(sequence, e.Message));
        }

        progress?.Invoke(replay.Entries, replay.Entries);
        return replay.Report(null);
    }

    private static async Task<Action<long>> WithTotalAsync(
        ILedger ledger, Action<long, long> progress, CancellationToken cancellation)
    {
        long total = 0;
        if (ledger is ISnapshotLedger snapshots)
        {
            await using var now = await snapshots.OpenSnapshotAsync(cancellation);
            total = await now.CountEntriesAsync(cancellation);
        }

        return read => progress(read, total);
    }

    private static async Task ReplayAsync(
        LedgerReplay replay, IAsyncEnumerable<RecordedEntry> entries, Action<long>? progress)
    {
        await foreach (var entry in entries)
        {
            replay.Add(entry);
            if (replay.Entries % ProgressEntries == 0)
            {
                progress?.Invoke(replay.Entries);
            }
        }
    }

    private static async Task CompareAsync(LedgerReplay replay, IAsyncEnumerable<Domain.Ledger.Posting> balances)
    {
        await foreach (var balance in balances)
        {
            replay.Compare(balance);
        }

        replay.AssertAllBalancesCompared();
    }

    private static async Task CompareAsync(LedgerReplay replay, IAsyncEnumerable<TokenSnapshot> tokens)
    {
        await foreach (var token in tokens)
        {
            replay.Compare(token);
        }

        replay.AssertAllTokensCompared();
    }

    private static async Task CompareAsync(LedgerReplay replay, IAsyncEnumerable<ChainHead> heads)
    {
        await foreach (var head in heads)
        {
            replay.Compare(head);
        }

        replay.AssertAllChainsCompared();
    }
}
