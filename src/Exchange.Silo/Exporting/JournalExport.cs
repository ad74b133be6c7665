using Exchange.Ledger;

namespace Exchange.Silo.Exporting;

/// <summary>
/// Writes a ledger out in the order of its sequence, as of one moment, an entry at a time. Nothing of the ledger
/// changes, and who writes it meanwhile never waits.
/// </summary>
internal static class JournalExport
{
    private const int ProgressEntries = 1_000;

    /// <summary>Writes to a file or to standard output, as the options say.</summary>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    /// <exception cref="UnreadableEntryException">An entry is none.</exception>
    public static async Task RunAsync(
        ISnapshotLedger ledger, ExportOptions options, Action<long, long>? progress, CancellationToken cancellation)
    {
        if (options.Output is null)
        {
            await using var output = StandardOutput.Open();
            await WriteAsync(ledger, options, output, progress, cancellation);
            return;
        }

        await using var file = ExportFile.Create(options.Output, options.Force);
        await WriteAsync(ledger, options, file.Stream, progress, cancellation);
        await file.CompleteAsync();
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    public static async Task WriteAsync(
        ISnapshotLedger ledger,
        ExportOptions options,
        Stream output,
        Action<long, long>? progress,
        CancellationToken cancellation)
    {
        await using var moment = await ledger.OpenSnapshotAsync(cancellation);

        // How many a wallet has is not known before they are read.
        var total = progress is null || options.Wallet is not null ? 0 : await moment.CountEntriesAsync(cancellation);
        await using IEntryWriter writer = options.Json ? new JsonEntryWriter(output) : new CsvEntryWriter(output);
        var entries = options.Wallet is null
            ? moment.ReadEntriesAsync(long.MinValue, cancellation)
            : moment.ReadWalletEntriesAsync(options.Wallet, long.MinValue, cancellation);
        long read = 0;
        await foreach (var recorded in entries)
        {
            // Times need not rise with the sequence, so every entry is looked at.
            if (recorded.Entry.Time >= (options.From ?? DateTimeOffset.MinValue)
                && (options.To is null || recorded.Entry.Time < options.To))
            {
                await writer.WriteAsync(recorded);
            }

            if (++read % ProgressEntries == 0)
            {
                progress?.Invoke(read, total);
            }
        }

        await writer.FlushAsync();
    }
}
