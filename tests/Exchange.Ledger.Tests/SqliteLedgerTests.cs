namespace Exchange.Ledger.Tests;

/// <summary>The contract on SQLite, and what is SQLite's own.</summary>
public sealed class SqliteLedgerTests : LedgerContract
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("ledger.db");

    protected override async Task<ILedger> OpenAsync(LedgerOptions options) =>
        await SqliteLedger.OpenAsync(File, options, TimeProvider.System);

    protected override Task CleanUpAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
