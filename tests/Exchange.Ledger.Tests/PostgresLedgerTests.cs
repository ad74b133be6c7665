namespace Exchange.Ledger.Tests;

/// <summary>One server for all tests of a class; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresLedgerTests(PostgresFixture fixture) : LedgerContract, IClassFixture<PostgresFixture>
{
    private readonly string _database = fixture.Server.MakeDatabase();

    protected override async Task<ILedger> OpenAsync(LedgerOptions options) =>
        await PostgresLedger.OpenAsync(_database, options);

    protected override Task CleanUpAsync() => Task.CompletedTask;
}
