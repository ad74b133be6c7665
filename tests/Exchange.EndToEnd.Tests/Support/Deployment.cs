using Exchange.Ledger;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>Where an exchange keeps its money: in its data folder, or in a PostgreSQL.</summary>
/// <param name="Folder">The data folder of the silo.</param>
/// <param name="Connection">How to connect to the database; null: the ledger is in the folder.</param>
internal sealed record Deployment(string Folder, string? Connection = null)
{
    /// <summary>The options that say so, to a silo and to the audit.</summary>
    public string[] Ledger => Connection is null ? [] : ["--ledger", "postgres", "--connection", Connection];

    /// <summary>Opens the ledger for reading, beside a silo that runs on it or without one.</summary>
    public async Task<ISnapshotLedger> OpenLedger() => Connection is null
        ? await SqliteLedger.OpenReadOnlyAsync(Path.Combine(Folder, "ledger.db"), new LedgerOptions())
        : await PostgresLedger.OpenReadOnlyAsync(Connection, new LedgerOptions());
}
