using System.Runtime.Versioning;
using Exchange.Domain.Ledger;
using Exchange.Ledger.Sqlite;

namespace Exchange.Ledger.Tests;

/// <summary>The file: who may read it, what it refuses to be opened as, what the database itself forbids.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    [SupportedOSPlatform("linux")]
    public async Task Only_its_owner_may_read_it()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        Edit("PRAGMA user_version = 99");

        var refused = await Assert.ThrowsAsync<LedgerException>(OpenAsync);

        Assert.Contains("schema 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_database_is_refused()
    {
        SqliteFile.Prepare(File);
        Edit("CREATE TABLE other (x)");

        var refused = await Assert.ThrowsAsync<LedgerException>(OpenAsync);

        Assert.Contains("not a ledger", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_no_database_is_refused_without_naming_a_folder()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 10_000));

        var refused = await Assert.ThrowsAsync<LedgerException>(OpenAsync);

        Assert.DoesNotContain(Path.GetTempPath(), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ledger.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Reading_alone_changes_no_byte_and_commits_nothing()
    {
        await using (var ledger = await OpenAsync())
        {
            await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        }

        var before = await System.IO.File.ReadAllBytesAsync(File);
        await using (var reading = await SqliteLedger.OpenReadOnlyAsync(File, new LedgerOptions()))
        {
            var refused = await Assert.ThrowsAsync<LedgerException>(
                async () => await reading.CommitAsync(Make.Deposit("alice", "t2", "1")));
            Assert.True(refused.OutcomeKnown);
            Assert.Equal(1, (await LedgerAudit.RunAsync(reading)).Entries);
        }

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact(Timeout = 120_000)]
    public async Task Reading_alone_waits_for_nobody_and_sees_what_is_written_meanwhile()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        using (var writing = SqliteSession.Open(File, new LedgerOptions()))
        {
            writing.Execute("BEGIN IMMEDIATE");
            var options = new LedgerOptions { LockTimeout = TimeSpan.Zero };
            await using var reading = await SqliteLedger.OpenReadOnlyAsync(File, options);
            Assert.Equal(1, (await LedgerAudit.RunAsync(reading)).Entries);
            writing.Execute("ROLLBACK");

            await ledger.CommitAsync(Make.Deposit("alice", "t2", "1"));
            Assert.Equal(2, (await LedgerAudit.RunAsync(reading)).Entries);
        }
    }

    [Theory(Timeout = 20_000)]
    [InlineData(null, "could not be opened")]
    [InlineData("", "not a ledger")]
    [InlineData("CREATE TABLE other (x)", "not a ledger")]
    [InlineData("PRAGMA user_version = 99; PRAGMA application_id = 1163414599", "schema 99")]
    public async Task What_is_no_ledger_is_not_read_and_not_made_one(string? sql, string says)
    {
        if (sql is not null)
        {
            SqliteFile.Prepare(File);
            sql.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(Edit);
        }

        var refused = await Assert.ThrowsAsync<LedgerException>(
            () => SqliteLedger.OpenReadOnlyAsync(File, new LedgerOptions()));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(sql is not null, System.IO.File.Exists(File));
        Assert.Equal(sql?.Length == 0, System.IO.File.Exists(File) && new FileInfo(File).Length == 0);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("UPDATE entry SET cause = 'x'")]
    [InlineData("DELETE FROM entry")]
    [InlineData("INSERT INTO balance VALUES ('wallet/a', 'USDT', '-1.00000000')")]
    [InlineData("INSERT INTO balance VALUES ('wallet/a/held', 'BTC3L', '-1.00000000')")]
    [InlineData("INSERT INTO balance VALUES ('token/BTC3L', 'USDT', '-1.00000000')")]
    public async Task The_database_itself_forbids(string sql)
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => Edit(sql));
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_ledgers_on_one_file_see_each_others_work()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        for (var number = 1; number <= 10; number++)
        {
            var ledger = number % 2 == 0 ? one : other;
            var answer = await ledger.CommitAsync(Make.Deposit("alice", $"t{number}", "1"));
            Assert.Equal(new CommitAnswer(CommitOutcome.Committed, number, number), answer);
        }

        var withdrawal = await one.CommitAsync(Make.Withdrawal("alice", "w1", "10"));
        var overdraft = await other.CommitAsync(Make.Withdrawal("alice", "w2", "1"));

        Assert.Equal(CommitOutcome.Committed, withdrawal.Outcome);
        Assert.Equal(CommitOutcome.InsufficientFunds, overdraft.Outcome);
        var report = await LedgerAudit.RunAsync(one);
        Assert.Null(report.FirstOffence);
        Assert.Equal(2, report.Writers);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_snapshot_stays_where_it_was_taken()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        await using var snapshot = await ledger.OpenSnapshotAsync();

        await ledger.CommitAsync(Make.Deposit("alice", "t2", "1"));

        var seen = new List<Posting>();
        await foreach (var balance in snapshot.ReadBalancesAsync())
        {
            seen.Add(balance);
        }

        Assert.Contains(new Posting("wallet/alice", "USDT", Make.Amount("1")), seen);
    }

    private Task<SqliteLedger> OpenAsync() => SqliteLedger.OpenAsync(File, new LedgerOptions(), TimeProvider.System);

    private void Edit(string sql)
    {
        using var session = SqliteSession.Open(File, new LedgerOptions());
        session.Execute(sql);
    }
}
