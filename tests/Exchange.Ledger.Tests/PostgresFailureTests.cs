using System.Collections.Concurrent;
using Exchange.Domain.Ledger;
using Npgsql;

namespace Exchange.Ledger.Tests;

/// <summary>Connections that are cut, entries that the database refuses, a server that dies.</summary>
public sealed class PostgresFailureTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    /// <summary>A server may be slow to start, and to say what became of a commit.</summary>
    private static readonly LedgerOptions Patient = new() { ResolveTimeout = TimeSpan.FromMinutes(1) };

    private readonly string _database = fixture.Server.MakeDatabase();

    [Fact(Timeout = 240_000)]
    public async Task An_entry_that_the_database_refuses_is_refused_alone()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "first", "1"));
        await PostgresFixture.EditAsync(
            _database,
            """
            CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$
            """,
            "CREATE TRIGGER broken BEFORE INSERT ON entry FOR EACH ROW WHEN (new.cause = 'broken')"
            + " EXECUTE FUNCTION no()");

        var broken = ledger.CommitAsync(Make.Deposit("alice", "broken", "1")).AsTask();
        var others = Enumerable.Range(0, 200)
            .Select(number => ledger.CommitAsync(Make.Deposit("alice", $"t{number}", "1")).AsTask()).ToList();

        Assert.True((await Assert.ThrowsAsync<LedgerException>(() => broken)).OutcomeKnown);
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal(CommitOutcome.Committed, answer.Outcome));
        Assert.Null(await ledger.FindEntryAsync(EntryId.OfDeposit("alice", "broken")));
        Assert.Equal(201, (await ledger.LoadWalletAsync("alice")).Version);
        await AssertCleanAsync(ledger);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_connection_that_broke_while_nobody_used_it_is_not_noticed()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        await PostgresFixture.EditAsync(_database, PostgresFixture.CutOthers);

        var answer = await ledger.CommitAsync(Make.Deposit("alice", "t2", "1"));

        Assert.Equal((CommitOutcome.Committed, 2), (answer.Outcome, answer.WalletVersion));
        await AssertCleanAsync(ledger);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_commit_that_landed_and_lost_its_answer_is_found_to_have_landed()
    {
        await using var proxy = new CuttingProxy(fixture.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(_database) { Port = proxy.Port }.ToString();
        await using var ledger = await PostgresLedger.OpenAsync(through, Patient);
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        // Only the statements that write a batch are that long.
        proxy.CutFrom = 1_500;
        var deposit = Make.Deposit("alice", "t2", "1");
        var answer = await ledger.CommitAsync(new Commit(deposit.Entry with { Detail = new string('x', 2_000) }));
        var again = await ledger.CommitAsync(deposit);

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal((CommitOutcome.Committed, 2), (answer.Outcome, answer.WalletVersion));
        Assert.Equal(CommitOutcome.Duplicate, again.Outcome);
        var report = await AssertCleanAsync(ledger);
        Assert.Equal(2, report.Entries);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_commit_that_its_own_server_cut_off_is_found_not_to_have_landed()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        await PostgresFixture.EditAsync(
            _database,
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$
            """,
            "CREATE TRIGGER broken BEFORE INSERT ON entry FOR EACH ROW WHEN (new.cause = 'cut')"
            + " EXECUTE FUNCTION cut()");

        var cut = Make.Deposit("alice", "cut", "1");
        var failure = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.CommitAsync(cut));
        var next = await ledger.CommitAsync(Make.Deposit("alice", "t2", "1"));

        Assert.True(failure.OutcomeKnown);
        Assert.Null(await ledger.FindEntryAsync(cut.Entry.Id));
        Assert.Equal((CommitOutcome.Committed, 2), (next.Outcome, next.WalletVersion));
        await AssertCleanAsync(ledger);
    }

    [Fact(Timeout = 240_000)]
    public async Task While_nobody_can_say_what_became_of_a_commit_others_are_refused_at_once()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = server.MakeDatabase();
        await using var ledger = await PostgresLedger.OpenAsync(database, Patient);
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        // A lock on its wallet keeps the commit in the middle until the server dies.
        await using var other = new NpgsqlConnection(database + ";Pooling=false");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT 1 FROM wallet WHERE wallet_id = 'alice' FOR UPDATE", other);
        await hold.ExecuteNonQueryAsync();
        var cut = ledger.CommitAsync(Make.Deposit("alice", "t2", "1")).AsTask();
        await PostgresFixture.LockIsAwaitedAsync(other);

        await server.KillAsync();
        var refused = await Assert.ThrowsAsync<LedgerException>(
            async () => await ledger.CommitAsync(Make.Deposit("bob", "t1", "1")));
        Assert.Equal((true, true, false), (refused.OutcomeKnown, refused.IsUnreachable, cut.IsCompleted));

        await server.RestartAsync();
        var landed = await cut;
        Assert.Equal((CommitOutcome.Committed, 2), (landed.Outcome, landed.WalletVersion));
        Assert.Equal(
            CommitOutcome.Committed, (await ledger.CommitAsync(Make.Deposit("bob", "t1", "1"))).Outcome);
        await AssertCleanAsync(ledger);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_was_acknowledged_before_the_server_was_killed_is_there_and_once()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var ledger = await PostgresLedger.OpenAsync(server.MakeDatabase(), new LedgerOptions());
        using var end = new CancellationTokenSource();
        var acknowledged = new ConcurrentBag<EntryId>();
        var clients = Enumerable.Range(0, 20).Select(client => Task.Run(async () =>
        {
            for (var number = 0; !end.IsCancellationRequested; number++)
            {
                await TryAsync(ledger, Make.Deposit($"w{client}", $"t{number}", "1"), acknowledged);
            }
        })).ToList();
        for (var round = 1; round <= 3; round++)
        {
            for (var before = acknowledged.Count; acknowledged.Count < before + 500;)
            {
                await Task.Delay(10);
            }

            await server.KillAsync();
            await server.RestartAsync();
        }

        await end.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var id in acknowledged)
        {
            Assert.NotNull(await ledger.FindEntryAsync(id));
        }

        var report = await AssertCleanAsync(ledger);
        Assert.True(report.Entries >= acknowledged.Count);
    }

    private static async Task TryAsync(PostgresLedger ledger, Commit deposit, ConcurrentBag<EntryId> acknowledged)
    {
        try
        {
            Assert.Equal(CommitOutcome.Committed, (await ledger.CommitAsync(deposit)).Outcome);
            acknowledged.Add(deposit.Entry.Id);
        }
        catch (LedgerException)
        {
            await Task.Delay(20);
        }
    }

    private static async Task<AuditReport> AssertCleanAsync(PostgresLedger ledger)
    {
        var report = await LedgerAudit.RunAsync(ledger);
        Assert.Null(report.FirstOffence);
        return report;
    }

    private Task<PostgresLedger> OpenAsync() => PostgresLedger.OpenAsync(_database, Patient);
}
