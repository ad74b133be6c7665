using Exchange.Ledger;

namespace Exchange.Silo.Storage;

/// <summary>Opens the ledger that the options name: PostgreSQL, or the file in the data folder.</summary>
public static class LedgerDatabase
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Opens it for writing. A PostgreSQL that cannot be reached is waited for, and said to be: an exchange may be
    /// started before its database is.
    /// </summary>
    public static async Task<ILedger> Open(SiloOptions options, DataFolder? data, CancellationToken cancellation)
    {
        if (options.Connection is not { } connection)
        {
            return await SqliteLedger.OpenAsync(data!.LedgerFile, options.Ledger, TimeProvider.System);
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await PostgresLedger.OpenAsync(connection, options.Ledger, cancellation);
            }
            catch (LedgerException exception) when (exception.IsUnreachable)
            {
                if (attempt == 0)
                {
                    await Console.Error.WriteLineAsync($"waiting for the database: {exception.Message}");
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>Opens it for reading alone; null: the data folder has none.</summary>
    public static async Task<ISnapshotLedger?> OpenReadOnly(
        string? connection, string folder, CancellationToken cancellation)
    {
        if (connection is not null)
        {
            return await PostgresLedger.OpenReadOnlyAsync(connection, new LedgerOptions(), cancellation);
        }

        var file = DataFolder.LedgerFileOf(folder);
        return File.Exists(file) ? await SqliteLedger.OpenReadOnlyAsync(file, new LedgerOptions()) : null;
    }
}
