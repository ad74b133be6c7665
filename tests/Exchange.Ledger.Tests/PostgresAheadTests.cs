using Exchange.Ledger.Postgres;

namespace Exchange.Ledger.Tests;

/// <summary>Batches that are prepared while the one before them is under way, and may turn out to be wrong.</summary>
public sealed class PostgresAheadTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private const int Wallets = 40;
    private const int Transfers = 3_000;

    // Large enough for the writer to prepare the next batch beside one, and ten of them in what is handed in.
    private static readonly LedgerOptions Options = new() { BatchLimit = 300 };

    private readonly string _database = fixture.Server.MakeDatabase();

    [Fact(Timeout = 240_000)]
    public async Task Another_writer_in_between_makes_nothing_land_twice_or_not_at_all()
    {
        await using var one = await PostgresLedger.OpenAsync(_database, Options);
        await using var other = await PostgresLedger.OpenAsync(_database, Options);

        // Every tenth transfer is handed to both.
        var answers = await Task.WhenAll(new[] { (Ledger: one, Name: "one"), (Ledger: other, Name: "other") }
            .SelectMany(each => Enumerable.Range(0, Transfers).Select(number => each.Ledger.CommitAsync(Make.Deposit(
                $"w{number % Wallets}", number % 10 == 0 ? $"{number}" : $"{number}-{each.Name}", "1")).AsTask())));

        var landed = answers.Count(answer => answer.Outcome == CommitOutcome.Committed);
        Assert.Equal((2 * Transfers) - (Transfers / 10), landed);
        Assert.Equal(Transfers / 10, answers.Count(answer => answer.Outcome == CommitOutcome.Duplicate));
        var wallets = await Task.WhenAll(
            Enumerable.Range(0, Wallets).Select(async wallet => await other.LoadWalletAsync($"w{wallet}")));
        Assert.Equal(landed, wallets.Sum(wallet => wallet.Version));
        Assert.Equal(Make.Amount($"{landed}"), wallets
            .Select(wallet => Assert.Single(wallet.Balances).Value)
            .Aggregate((sum, each) => sum + each));
        Assert.Null((await LedgerAudit.RunAsync(one)).FirstOffence);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_batch_that_lands_nothing_of_what_was_prepared_on_it_takes_nothing_along()
    {
        await using var ledger = await PostgresLedger.OpenAsync(_database, Options);
        await ledger.CommitAsync(Make.Deposit("alice", "first", "1"));
        await PostgresFixture.EditAsync(
            _database, "UPDATE wallet SET sequence = sequence + 1024 WHERE wallet_id = 'alice'");

        // What the writer remembers of her is out of date, so the first batch is written again, and with it all others.
        var answers = await Task.WhenAll(Enumerable.Range(0, Transfers).Select(number => ledger.CommitAsync(
            number % 2 == 0
                ? Make.Deposit("alice", $"in{number}", "1")
                : Make.Withdrawal("alice", $"out{number}", "1")).AsTask()));

        Assert.All(answers, answer => Assert.Equal(CommitOutcome.Committed, answer.Outcome));
        Assert.Equal(
            Enumerable.Range(2, Transfers).Select(version => (long)version),
            answers.OrderBy(answer => answer.Sequence).Select(answer => answer.WalletVersion));
        Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
    }
}
