using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Sqlite;

namespace Exchange.Ledger.Tests;

/// <summary>The audit finds nothing where nothing is wrong, and names what someone with the file changed.</summary>
public sealed class LedgerAuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_clean_ledger_is_proved()
    {
        await FillAsync();
        var progress = new List<(long, long)>();

        var report = await AuditAsync((read, total) => progress.Add((read, total)));

        Assert.True(report.IsClean, report.FirstOffence?.Description);
        Assert.Equal(6, report.Entries);
        Assert.Equal(10, report.Accounts);
        Assert.Equal(1, report.Writers);
        Assert.Equal([(6, 6)], progress);
        var token = Assert.Single(report.Tokens);
        Assert.Equal(
            new TokenAudit(
                "BTC3L", 4, Make.Amount("4"), Make.Amount("400"), Make.Amount("0.012"), Make.Amount("-404"),
                Make.Amount("4"), default, default),
            token);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(3, "UPDATE entry SET postings = replace(postings, '-101.', '-102.') WHERE sequence = 3", "balance")]
    [InlineData(
        2, "UPDATE entry SET postings = replace(postings, '1000.', '1001.') WHERE sequence = 2", "hash of entry")]
    [InlineData(5, "UPDATE entry SET postings = 'nonsense' WHERE sequence = 5", "cannot be read")]
    [InlineData(2, "UPDATE entry SET cause = 'other' WHERE sequence = 2", "hash of entry")]
    [InlineData(2, "UPDATE entry SET time = time + 1 WHERE sequence = 2", "hash of entry")]
    [InlineData(4, "UPDATE entry SET hash = zeroblob(32) WHERE sequence = 4", "hash of entry")]
    [InlineData(3, "DELETE FROM entry WHERE sequence = 2", "leaves wallet/bob with -101")]
    [InlineData(6, "UPDATE balance SET amount = '9999.00000000' WHERE account = 'wallet/bob'", "wallet/bob is 9999")]
    [InlineData(6, "DELETE FROM balance WHERE account = 'income/BTC3L'", "it has no balance")]
    [InlineData(6, "INSERT INTO balance VALUES ('wallet/eve', 'USDT', '5.00000000')", "wallet/eve is 5")]
    [InlineData(6, "UPDATE token_state SET state = replace(state, '\"400.', '\"401.')", "says collateral 401")]
    [InlineData(6, "UPDATE token_state SET state = replace(state, '\"0.012', '\"0.013')", "says position 0.013")]
    [InlineData(6, "UPDATE token_state SET state = replace(state, '\"4.', '\"5.')", "says units outstanding 5")]
    [InlineData(6, "UPDATE token_state SET state = replace(state, '\"100000.', '\"99999.')", "not the one that entry")]
    [InlineData(
        6, "UPDATE token_state SET state = replace(state, '2026-03-02', '2026-03-03')", "not the one that entry")]
    [InlineData(6, "UPDATE token_state SET state = '{'", "The state of BTC3L cannot be read")]
    [InlineData(
        6, "UPDATE token_state SET state = json_set(state, '$.basket', NULL)", "The state of BTC3L cannot be read")]
    [InlineData(6, "UPDATE token_state SET entry_id = x'00'", "The state of BTC3L cannot be read")]
    [InlineData(6, "UPDATE token_state SET version = 5", "not made by the last entry")]
    [InlineData(4, "UPDATE entry SET state_hash = NULL WHERE sequence = 4", "hash of entry")]
    [InlineData(4, "UPDATE entry SET state_hash = x'00' WHERE sequence = 4", "sequence 4 cannot be read")]
    [InlineData(4, "UPDATE entry SET kind = kind + 4294967296 WHERE sequence = 4", "sequence 4 cannot be read")]
    [InlineData(
        -5,
        "INSERT INTO entry SELECT -5, zeroblob(16), kind, time, wallet_id, symbol, cause, postings, detail, writer,"
        + " hash, state_hash FROM entry WHERE sequence = 1",
        "does not come after")]
    [InlineData(
        2,
        "UPDATE entry SET postings = replace(postings || postings, '1000.', '999999999999999999999999999999.')"
        + " WHERE sequence = 2",
        "makes a sum too large")]
    [InlineData(
        2,
        "UPDATE entry SET postings = replace(postings, '1000.', '9999999999999999999999999999999.') WHERE sequence = 2",
        "sequence 2 cannot be read")]
    [InlineData(
        6, "UPDATE balance SET amount = '9999999999999999999999999999999.0' WHERE account = 'wallet/bob'",
        "The balance of wallet/bob in")]
    [InlineData(
        6, "UPDATE token_state SET entry_id = (SELECT id FROM entry WHERE sequence = 5)", "not made by the last entry")]
    [InlineData(6, "DELETE FROM token_state", "no state")]
    [InlineData(6, "UPDATE writer SET entries = 7", "noted to end")]
    [InlineData(6, "DELETE FROM writer", "never noted")]
    public async Task What_was_changed_in_the_file_is_found(long sequence, string sql, string says)
    {
        await FillAsync();
        Edit("DROP TRIGGER entry_never_updated");
        Edit("DROP TRIGGER entry_never_deleted");
        Edit(sql);

        var report = await AuditAsync();

        Assert.NotNull(report.FirstOffence);
        Assert.Contains(says, report.FirstOffence.Description, StringComparison.Ordinal);
        Assert.Equal(sequence, report.FirstOffence.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_entry_cut_off_the_end_with_everything_it_did_is_found()
    {
        await FillAsync();
        await using (var ledger = await OpenAsync())
        {
            await ledger.CommitAsync(Make.Void(Make.Deposit("carol", "t1", "1").Entry));
        }

        Edit("DROP TRIGGER entry_never_deleted");
        Edit("DELETE FROM entry WHERE sequence = 7");

        Assert.Contains("noted to end", (await AuditAsync()).FirstOffence!.Description, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Cash_that_leaves_a_token_where_it_may_not_is_found_though_the_entry_balances()
    {
        await FillAsync();
        await using var ledger = await OpenAsync();
        var entry = Make.Deposit("alice", "x", "1").Entry with
        {
            Kind = EntryKind.Redemption,
            Symbol = "BTC3L",
        };
        await ledger.CommitAsync(new Commit(entry));

        var report = await LedgerAudit.RunAsync(ledger);

        Assert.Contains("may not move USDT on external", report.FirstOffence!.Description, StringComparison.Ordinal);
        Assert.Equal(7, report.FirstOffence.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_ledger_is_audited_while_it_is_written()
    {
        // Every audit reads what was written until then: a writer that runs free may grow it faster than it is read.
        const int WritesMax = 5_000;
        await using var ledger = await OpenAsync();
        using var end = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < WritesMax && !end.IsCancellationRequested; number++)
            {
                await ledger.CommitAsync(Make.Deposit("alice", $"t{number}", "1"));
            }
        });
        for (var round = 0; round < 20; round++)
        {
            Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
        }

        await end.CancelAsync();
        await writing;
    }

    // Two deposits and four buys in turns: sequences 1 to 6.
    private async Task FillAsync()
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1000"));
        await ledger.CommitAsync(Make.Deposit("bob", "t1", "1000"));
        var (basket, follows) = (Make.EmptyBasket, TokenRevision.None);
        foreach (var (walletId, number) in new[] { ("bob", 1), ("alice", 2), ("bob", 3), ("alice", 4) })
        {
            var buy = Make.Buy(walletId, $"o{number}", "BTC3L", basket, follows);
            Assert.Equal(CommitOutcome.Committed, (await ledger.CommitAsync(buy)).Outcome);
            (basket, follows) = (buy.Token!.State.Basket, Make.After(buy));
        }
    }

    private Task<SqliteLedger> OpenAsync() => SqliteLedger.OpenAsync(File, new LedgerOptions(), TimeProvider.System);

    private async Task<AuditReport> AuditAsync(Action<long, long>? progress = null)
    {
        await using var ledger = await OpenAsync();
        return await LedgerAudit.RunAsync(ledger, progress);
    }

    private void Edit(string sql)
    {
        using var session = SqliteSession.Open(File, new LedgerOptions());
        session.Execute(sql);
    }
}
