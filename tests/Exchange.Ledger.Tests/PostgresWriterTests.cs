using Npgsql;

namespace Exchange.Ledger.Tests;

/// <summary>Writers and their numbers and connections.</summary>
public sealed class PostgresWriterTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private readonly string _database = fixture.Server.MakeDatabase();

    [Fact(Timeout = 60_000)]
    public async Task Two_whose_numbers_end_in_the_same_digits_give_no_sequence_twice()
    {
        await using var first = await PostgresLedger.OpenAsync(_database, new LedgerOptions());
        await first.CommitAsync(Make.Deposit("alice", "first", "1"));
        await PostgresFixture.EditAsync(
            _database, "SELECT setval(pg_get_serial_sequence('writer', 'number'), max(number) + 1023) FROM writer");
        await using var second = await PostgresLedger.OpenAsync(_database, new LedgerOptions());

        // Each counts on from the sequence that it began with, and each in turn falls behind the other.
        for (var round = 0; round < 5; round++)
        {
            foreach (var (ledger, walletId) in new[] { (first, "alice"), (second, "bob") })
            {
                for (var number = 0; number <= 10 * round; number++)
                {
                    var answer = await ledger.CommitAsync(Make.Deposit(walletId, $"t{round}-{number}", "1"));
                    Assert.Equal(CommitOutcome.Committed, answer.Outcome);
                }
            }
        }

        Assert.Null((await LedgerAudit.RunAsync(first)).FirstOffence);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_broke_long_ago_is_found_to_have_written_nothing_and_is_replaced()
    {
        // The readers' connections are asked by the driver whether they live; the writer's must not be.
        var asked = new NpgsqlConnectionStringBuilder(_database) { KeepAlive = 1 }.ToString();
        await using var ledger = await PostgresLedger.OpenAsync(asked, new LedgerOptions());
        await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        await PostgresFixture.EditAsync(_database, PostgresFixture.CutOthers);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var answer = await ledger.CommitAsync(Make.Deposit("alice", "t2", "1"));
        Assert.Equal((CommitOutcome.Committed, 2), (answer.Outcome, answer.WalletVersion));
    }
}
