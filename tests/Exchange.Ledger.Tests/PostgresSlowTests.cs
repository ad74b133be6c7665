using Exchange.Domain.Ledger;
using Exchange.Gateway.Tests.Support;
using Npgsql;

namespace Exchange.Ledger.Tests;

/// <summary>
/// A database that does not get on: somebody holds what the writer needs. Alone, because the memory that is measured is
/// that of the whole process.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class PostgresSlowTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private const int Queue = 200;
    private const int Batch = 50;
    private const int Offers = 200_000;
    private const long GrowthMaxBytes = 8 * 1024 * 1024;

    private readonly string _database = fixture.Server.MakeDatabase();

    [Fact(Timeout = 120_000)]
    public async Task What_the_queue_has_no_room_for_is_refused_at_once_and_the_rest_lands_when_it_flows_again()
    {
        await using var ledger = await PostgresLedger.OpenAsync(_database, new LedgerOptions
        {
            QueueLimit = Queue,
            BatchLimit = Batch,
            LockTimeout = TimeSpan.FromMinutes(5),
            StatementTimeout = TimeSpan.FromMinutes(5),
        });
        await ledger.CommitAsync(Make.Deposit("alice", "first", "1"));
        var waiting = new List<(EntryId Id, Task<CommitAnswer> Answer)>();
        await using (var holder = new NpgsqlConnection(_database + ";Pooling=false"))
        {
            await holder.OpenAsync();
            await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE entry IN EXCLUSIVE MODE", holder);
            await hold.ExecuteNonQueryAsync();
            await FillAsync(ledger, waiting, holder);
            Assert.InRange(waiting.Count, Queue, Queue + Batch);

            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var number = 0; number < Offers; number++)
            {
                var answer = ledger.CommitAsync(Make.Deposit("bob", $"t{number}", "1"));
                Assert.True(answer.IsCompletedSuccessfully);
                Assert.Equal(CommitOutcome.Overloaded, (await answer).Outcome);
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, GrowthMaxBytes);
            Assert.DoesNotContain(waiting, each => each.Answer.IsCompleted);
            Assert.Equal(1, (await ledger.LoadWalletAsync("alice")).Version);
        }

        foreach (var (id, answer) in waiting)
        {
            Assert.Equal(CommitOutcome.Committed, (await answer).Outcome);
            Assert.NotNull(await ledger.FindEntryAsync(id));
        }

        Assert.Equal(0, (await ledger.LoadWalletAsync("bob")).Version);
        Assert.Equal(CommitOutcome.Committed, (await ledger.CommitAsync(Make.Deposit("bob", "t1", "1"))).Outcome);
        var report = await LedgerAudit.RunAsync(ledger);
        Assert.Null(report.FirstOffence);
        Assert.Equal(waiting.Count + 2, report.Entries);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_lock_that_is_held_too_long_fails_the_batch_for_sure_and_the_writer_goes_on()
    {
        await using var ledger = await PostgresLedger.OpenAsync(
            _database, new LedgerOptions { LockTimeout = TimeSpan.FromMilliseconds(200) });
        await ledger.CommitAsync(Make.Deposit("alice", "first", "1"));
        await using (var holder = new NpgsqlConnection(_database + ";Pooling=false"))
        {
            await holder.OpenAsync();
            await using var hold = new NpgsqlCommand(
                "BEGIN; SELECT 1 FROM wallet WHERE wallet_id = 'alice' FOR UPDATE", holder);
            await hold.ExecuteNonQueryAsync();

            var failure = await Assert.ThrowsAsync<LedgerException>(
                async () => await ledger.CommitAsync(Make.Deposit("alice", "held", "1")));

            Assert.True(failure.OutcomeKnown);

            // Closing the connection alone would not wait for the lock to be let go.
            await using var release = new NpgsqlCommand("ROLLBACK", holder);
            await release.ExecuteNonQueryAsync();
        }

        Assert.Null(await ledger.FindEntryAsync(EntryId.OfDeposit("alice", "held")));
        var again = await ledger.CommitAsync(Make.Deposit("alice", "held", "1"));
        Assert.Equal((CommitOutcome.Committed, 2), (again.Outcome, again.WalletVersion));
        Assert.Null((await LedgerAudit.RunAsync(ledger)).FirstOffence);
    }

    // The writer takes what it finds and stands still with it: from then on full is full.
    private static async Task FillAsync(
        PostgresLedger ledger, List<(EntryId Id, Task<CommitAnswer> Answer)> waiting, NpgsqlConnection holder)
    {
        while (true)
        {
            var deposit = Make.Deposit("alice", $"t{waiting.Count}", "1");
            var answer = ledger.CommitAsync(deposit).AsTask();
            if (answer.IsCompleted && (await answer).Outcome == CommitOutcome.Overloaded)
            {
                return;
            }

            waiting.Add((deposit.Entry.Id, answer));
            if (waiting.Count == 1)
            {
                await PostgresFixture.LockIsAwaitedAsync(holder);
            }
        }
    }
}
