using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Postgres;
using Npgsql;

namespace Exchange.Ledger.Tests;

/// <summary>The database: its schema, what it forbids by itself, several writers on it, what the audit finds.</summary>
public sealed class PostgresDatabaseTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private readonly string _database = fixture.Server.MakeDatabase();

    [Fact(Timeout = 240_000)]
    public async Task Several_may_migrate_at_once_and_one_does()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostgresLedger.MigrateAsync(_database)));

        Assert.Equal(["001_ledger.sql"], applied.SelectMany(scripts => scripts));
    }

    [Fact(Timeout = 240_000)]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await PostgresLedger.MigrateAsync(_database);
        await PostgresFixture.EditAsync(_database, "INSERT INTO ledger_schema VALUES (99, 'later')");

        foreach (var open in new Func<Task>[]
        {
            () => PostgresLedger.OpenAsync(_database, new LedgerOptions()),
            () => PostgresLedger.OpenReadOnlyAsync(_database, new LedgerOptions()),
            () => PostgresLedger.MigrateAsync(_database),
        })
        {
            var refused = await Assert.ThrowsAsync<LedgerException>(open);
            Assert.Contains("schema 99", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task Reading_alone_makes_no_tables_and_commits_nothing()
    {
        var none = await Assert.ThrowsAsync<LedgerException>(
            () => PostgresLedger.OpenReadOnlyAsync(_database, new LedgerOptions()));
        Assert.Contains("holds no ledger", none.Message, StringComparison.Ordinal);

        await PostgresLedger.MigrateAsync(_database);
        await using var reading = await PostgresLedger.OpenReadOnlyAsync(_database, new LedgerOptions());
        await Assert.ThrowsAsync<LedgerException>(
            async () => await reading.CommitAsync(Make.Deposit("alice", "t1", "1")));
        Assert.Equal(0, (await LedgerAudit.RunAsync(reading)).Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("UPDATE entry SET cause = 'x'")]
    [InlineData("DELETE FROM entry")]
    [InlineData("TRUNCATE entry")]
    [InlineData("UPDATE wallet SET balances = E'-1.00000000\\tUSDT\\t\\n'")]
    [InlineData("UPDATE wallet SET balances = E'1.00000000\\tUSDT\\t\\n-1.00000000\\tBTC3L\\t/held\\n'")]
    [InlineData("INSERT INTO token (symbol, balances) VALUES ('BTC3L', E'-1.00000000\\tUSDT\\t\\n')")]
    public async Task The_database_itself_forbids(string sql)
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));

        await Assert.ThrowsAsync<PostgresException>(() => PostgresFixture.EditAsync(_database, sql));
    }

    [Fact(Timeout = 240_000)]
    public async Task A_server_that_would_lose_what_it_acknowledged_is_refused()
    {
        await using var server = await PostgresServer.StartAsync("fsync=off");
        await using var ledger = await PostgresLedger.OpenAsync(server.MakeDatabase(), new LedgerOptions());

        var refused = await Assert.ThrowsAsync<LedgerException>(
            async () => await ledger.CommitAsync(Make.Deposit("alice", "t1", "1")));

        Assert.Contains("fsync", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.OutcomeKnown);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_writer_waits_for_the_disk_though_the_database_says_otherwise()
    {
        var name = new NpgsqlConnectionStringBuilder(_database).Database;
        await PostgresFixture.EditAsync(_database, $"ALTER DATABASE {name} SET synchronous_commit = off");
        await using var connections = new PostgresConnections(_database, new LedgerOptions());
        await using var writer = connections.OpenWriter();
        await using var command = new NpgsqlCommand("SHOW synchronous_commit", writer);

        Assert.Equal("on", await command.ExecuteScalarAsync());
    }

    [Fact(Timeout = 240_000)]
    public async Task Two_ledgers_on_one_database_never_overdraw_nor_fill_twice()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await one.CommitAsync(Make.Deposit("alice", "t1", "500"));

        // The same ids and the same wallet in both at once, and a token that both follow from its first state.
        var answers = await Task.WhenAll(new[] { one, other }.SelectMany(ledger => Enumerable.Range(0, 1000)
            .Select(number => ledger.CommitAsync(Make.Withdrawal("alice", $"w{number}", "1")).AsTask())));
        var fills = await Task.WhenAll(new[] { one, other }.Select(async ledger =>
        {
            await ledger.CommitAsync(Make.Deposit($"{ledger.GetHashCode()}", "t1", "1000"));
            return await ledger.CommitAsync(Make.Buy(
                $"{ledger.GetHashCode()}", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None));
        }));

        var landed = answers.Where(answer => answer.Outcome == CommitOutcome.Committed).ToList();
        Assert.Equal(500, landed.Count);
        Assert.Equal(
            Enumerable.Range(2, 500).Select(version => (long)version),
            landed.OrderBy(answer => answer.Sequence).Select(answer => answer.WalletVersion));
        Assert.Equal(
            [CommitOutcome.Committed, CommitOutcome.StaleToken], fills.Select(answer => answer.Outcome).Order());
        var report = await LedgerAudit.RunAsync(one);
        Assert.Null(report.FirstOffence);
        Assert.Equal(2, report.Writers);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("UPDATE entry SET postings = replace(postings, '-101.', '-102.') WHERE kind = 3", "balance")]
    [InlineData("UPDATE entry SET postings = replace(postings, '1000.', '1001.') WHERE kind = 1", "hash of entry")]
    [InlineData("UPDATE entry SET hash = decode(repeat('00', 32), 'hex') WHERE kind = 3", "hash of entry")]
    [InlineData("UPDATE entry SET state_hash = NULL WHERE kind = 3", "hash of entry")]
    [InlineData("UPDATE entry SET postings = 'nonsense' WHERE kind = 3", "cannot be read")]
    [InlineData("UPDATE wallet SET balances = replace(balances, '899.', '900.')", "wallet/alice is 900")]
    [InlineData("UPDATE wallet SET balances = 'nonsense'", "cannot be read")]
    [InlineData("UPDATE share SET amount = amount + 1 WHERE account = 'income/BTC3L'", "income/BTC3L is 2")]
    [InlineData("DELETE FROM share WHERE account = 'income/BTC3L'", "it has no balance")]
    [InlineData("UPDATE token SET state = replace(state, '\"100.', '\"101.')", "says collateral 101")]
    [InlineData("UPDATE token SET state = replace(state, '\"100000.', '\"99999.')", "not the one that entry")]
    [InlineData("UPDATE token SET version = 2", "not made by the last entry")]
    [InlineData("UPDATE token SET version = 0", "no state")]
    [InlineData("UPDATE writer SET entries = 7", "noted to end")]
    [InlineData("DELETE FROM entry WHERE kind = 3", "balance")]
    public async Task What_was_changed_in_the_database_is_found(string sql, string says)
    {
        await using var ledger = await OpenAsync();
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1000"));
        await ledger.CommitAsync(Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None));
        Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
        await PostgresFixture.EditAsync(_database, "DROP TRIGGER entry_never_changed ON entry", sql);

        var offence = (await LedgerAudit.RunAsync(ledger)).FirstOffence;

        Assert.NotNull(offence);
        Assert.Contains(says, offence.Description, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("w7", null)]
    [InlineData("w7", null, EntryKind.Deposit, EntryKind.Withdrawal)]
    [InlineData("w7", null, EntryKind.Creation, EntryKind.Redemption)]
    [InlineData(null, "T3L")]
    [InlineData(null, "T3L", EntryKind.Rebalance)]
    [InlineData("w7", "T3L")]
    [InlineData(null, null)]
    public async Task A_listing_reads_an_index_and_sorts_nothing(
        string? walletId, string? symbol, params EntryKind[] kinds)
    {
        await PostgresLedger.MigrateAsync(_database);
        await PostgresFixture.EditAsync(
            _database,
            """
            INSERT INTO entry SELECT n, md5(n::text)::uuid, CASE n % 20 WHEN 0 THEN 6 WHEN 1 THEN 1 ELSE 3 END, n,
                'w' || n / 20 % 9, 'T' || n / 20 % 8 || 'L', '', '', '', 1, '' FROM generate_series(1, 60000) n
            """,
            "ANALYZE entry");
        var query = new EntryQuery(walletId, symbol, kinds, 0, 20);
        await using var connections = new PostgresConnections(_database, new LedgerOptions());
        await using var connection = await connections.OpenReaderAsync(default);
        await using var command = new NpgsqlCommand("EXPLAIN " + PostgresQueries.ListText(query), connection);
        foreach (var value in new object[]
        {
            long.MaxValue, query.Limit, walletId ?? "", symbol ?? "", kinds.Select(kind => (short)kind).ToArray(),
        })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var plan = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            plan.Add(row.GetString(0));
        }

        var text = string.Join('\n', plan);
        Assert.True(text.Contains("Index Scan Backward using entry_", StringComparison.Ordinal), text);
        Assert.DoesNotContain("Seq Scan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", text, StringComparison.Ordinal);
    }

    private Task<PostgresLedger> OpenAsync() => PostgresLedger.OpenAsync(_database, new LedgerOptions());
}
