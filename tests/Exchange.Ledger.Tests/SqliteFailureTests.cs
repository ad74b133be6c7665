using System.Diagnostics;
using Exchange.Domain.Ledger;
using Exchange.Ledger.Sqlite;

namespace Exchange.Ledger.Tests;

/// <summary>Transactions that fail, and processes that die.</summary>
public sealed class SqliteFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LedgerOptions _options = new() { LockTimeout = TimeSpan.FromMilliseconds(50) };

    private string File => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_locked_file_fails_the_commit_for_sure_and_the_writer_recovers()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        using (var other = SqliteSession.Open(File, _options))
        {
            other.Execute("BEGIN IMMEDIATE");
            await AssertFailsAsync(ledger, Make.Deposit("alice", "t2", "1"), known: true);
            Assert.Equal(1, (await ledger.LoadWalletAsync("alice")).Version);
        }

        await AssertRecoveredAsync(ledger);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_entry_that_the_database_refuses_fails_and_the_writer_recovers()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        Edit(
            """
            CREATE TRIGGER broken BEFORE INSERT ON entry WHEN new.cause = 'broken'
            BEGIN SELECT RAISE(FAIL, 'no'); END
            """);
        await AssertFailsAsync(ledger, Make.Deposit("alice", "broken", "1"), known: true);
        await AssertRecoveredAsync(ledger);
    }

    [Fact(Timeout = 120_000)]
    public async Task When_the_commit_itself_fails_the_outcome_is_not_known()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        // A deferred foreign key is looked at by COMMIT, after everything was written.
        Edit("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
        Edit("CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
        Edit(
            """
            CREATE TRIGGER broken AFTER INSERT ON entry WHEN new.cause = 'broken'
            BEGIN INSERT INTO child VALUES (7); END
            """);
        var broken = Make.Deposit("alice", "broken", "1");
        await AssertFailsAsync(ledger, broken, known: false);

        var voided = await ledger.CommitAsync(new Commit(Make.Void(broken.Entry).Entry with { Cause = "void" }));

        Assert.Equal(CommitOutcome.Committed, voided.Outcome);
        await AssertRecoveredAsync(ledger, 3);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_full_disk_refuses_what_does_not_fit_and_keeps_what_was_acknowledged()
    {
        var landed = new List<EntryId>();
        await using (var ledger = await OpenAsync(_options with { SizeMaxBytes = 256 * 1024 }))
        {
            for (var number = 0; ; number++)
            {
                var deposit = Make.Deposit($"w{number}", "t", "1");
                deposit = new Commit(deposit.Entry with { Detail = new string('x', 4000) });
                try
                {
                    await ledger.CommitAsync(deposit);
                    landed.Add(deposit.Entry.Id);
                }
                catch (LedgerException e)
                {
                    Assert.True(e.OutcomeKnown);
                    Assert.DoesNotContain("/", e.Message, StringComparison.Ordinal);
                    break;
                }
            }

            Assert.InRange(landed.Count, 10, 100);
            Assert.Equal(1, (await ledger.LoadWalletAsync("w0")).Version);
        }

        await using var roomy = await OpenAsync();
        var report = await LedgerAudit.RunAsync(roomy);
        Assert.Null(report.FirstOffence);
        Assert.Equal(landed.Count, report.Entries);
        var more = await roomy.CommitAsync(Make.Deposit("alice", "t", "1"));
        Assert.Equal(landed.Count + 1, more.Sequence);
    }

    [Fact(Timeout = 240_000)]
    public async Task What_a_killed_process_acknowledged_is_there()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, Program.WriteCommand, File },
            RedirectStandardOutput = true,
        })!;
        var acknowledged = new List<string>();
        try
        {
            while (acknowledged.Count < 500 && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                acknowledged.Add(line);
            }
        }
        finally
        {
            process.Kill();
        }

        // What was said before the end counts as well; the last line may be cut.
        var rest = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        acknowledged.AddRange(rest[..^1]);

        // Its files are closed after its output.
        await process.WaitForExitAsync();
        Assert.True(acknowledged.Count >= 500);

        await using var ledger = await OpenAsync();
        foreach (var id in acknowledged)
        {
            Assert.True(EntryId.TryParse(id, out var parsed));
            Assert.NotNull(await ledger.FindEntryAsync(parsed));
        }

        Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
    }

    private Task<SqliteLedger> OpenAsync(LedgerOptions? options = null) =>
        SqliteLedger.OpenAsync(File, options ?? _options, TimeProvider.System);

    private static async Task AssertFailsAsync(SqliteLedger ledger, Commit broken, bool known)
    {
        var failure = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.CommitAsync(broken));
        Assert.Equal(known, failure.OutcomeKnown);
        Assert.Null(await ledger.FindEntryAsync(broken.Entry.Id));
    }

    private static async Task AssertRecoveredAsync(SqliteLedger ledger, long sequence = 2)
    {
        var answer = await ledger.CommitAsync(Make.Deposit("alice", "later", "1"));
        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, sequence, 2), answer);
        Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
    }

    private void Edit(string sql)
    {
        using var session = SqliteSession.Open(File, _options);
        session.Execute(sql);
    }
}
