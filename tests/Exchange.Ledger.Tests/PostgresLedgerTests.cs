namespace Exchange.Ledger.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresLedgerTests(PostgresFixture fixture) : LedgerContract, IClassFixture<PostgresFixture>
{
    private readonly string _database = fixture.Server.MakeDatabase();

    protected override async Task<ILedger> OpenAsync(LedgerOptions options) =>
        await PostgresLedger.OpenAsync(_database, options);

    protected override Task CleanUpAsync() => Task.CompletedTask;
}
