using System.Collections.Concurrent;
using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Tests;

/// <summary>
/// A disk that is full while entries come in, and is made larger again. Where no disk may be mounted, the system lets
/// the server write no file beyond a size, which it meets at the same places.
/// </summary>
public sealed class PostgresDiskTests
{
    private const int Limit = 240_000;
    private const int Clients = 8;

    [Fact(Timeout = Limit)]
    public async Task A_full_disk_refuses_what_does_not_fit_and_all_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 32);
        await using var server = await PostgresServer.StartAsync();
        await using var ledger = await PostgresLedger.OpenAsync(
            disk is null ? server.MakeDatabase() : await MakeDatabaseOnAsync(server, disk), new LedgerOptions());
        server.LimitFiles(disk is null ? 24 : null);

        var failures = await FillAsync(ledger, server, () =>
        {
            disk?.Grow(96);
            server.LimitFiles(null);
            return Task.CompletedTask;
        });

        Assert.All(failures, each => Assert.True(each.OutcomeKnown));
    }

    [Fact(Timeout = Limit)]
    public async Task A_log_that_cannot_be_written_takes_the_server_down_and_nothing_that_was_acknowledged()
    {
        using var disk = SmallDisk.TryMount(megabytes: 96);
        await using var server = await PostgresServer.StartWithLogOnAsync(disk?.Path, "max_wal_size=1GB");
        await using var ledger = await PostgresLedger.OpenAsync(
            server.MakeDatabase(), new LedgerOptions { ResolveTimeout = TimeSpan.FromSeconds(1) });
        server.LimitFiles(disk is null ? 15 : null); // a file of the log has 16

        await FillAsync(ledger, server, async () =>
        {
            disk?.Grow(512);
            server.LimitFiles(null);
            await server.RestartIfDownAsync();
        });
    }

    private static async Task<IReadOnlyCollection<LedgerException>> FillAsync(
        PostgresLedger ledger, PostgresServer server, Func<Task> makeRoom)
    {
        var acknowledged = new ConcurrentBag<EntryId>();
        var failures = new ConcurrentBag<LedgerException>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(lane => Task.Run(async () =>
        {
            for (var number = 0; await TryAsync(ledger, Big($"w{lane}", $"t{number}"), acknowledged, failures);)
            {
                number++;
            }
        })));
        Assert.True(acknowledged.Count > 100, $"only {acknowledged.Count} fitted");
        Assert.Equal(Clients, failures.Count);
        Assert.All(failures, each => Assert.DoesNotContain("/", each.Message, StringComparison.Ordinal));
        Assert.Matches("No space left on device|File too large", server.Log);

        await makeRoom();
        for (var number = 0; !await TryAsync(ledger, Big("later", $"t{number}"), acknowledged, failures); number++)
        {
            await Task.Delay(50);
        }

        var report = await LedgerAudit.RunAsync(ledger);
        Assert.Null(report.FirstOffence);
        var unknown = failures.Count(each => !each.OutcomeKnown);
        Assert.InRange(report.Entries, acknowledged.Count, acknowledged.Count + unknown);
        foreach (var id in acknowledged)
        {
            Assert.NotNull(await ledger.FindEntryAsync(id));
        }

        return failures;
    }

    private static async Task<bool> TryAsync(
        PostgresLedger ledger,
        Commit commit,
        ConcurrentBag<EntryId> acknowledged,
        ConcurrentBag<LedgerException> failures)
    {
        try
        {
            Assert.Equal(CommitOutcome.Committed, (await ledger.CommitAsync(commit)).Outcome);
            acknowledged.Add(commit.Entry.Id);
            return true;
        }
        catch (LedgerException failure)
        {
            failures.Add(failure);
            return false;
        }
    }

    // Noise cannot be packed, so that a disk is soon full.
    private static Commit Big(string walletId, string transferId)
    {
        var noise = new byte[3_000];
        Random.Shared.NextBytes(noise);
        var entry = Make.Deposit(walletId, transferId, "1").Entry;
        return new Commit(entry with { Detail = Convert.ToBase64String(noise) });
    }

    private static async Task<string> MakeDatabaseOnAsync(PostgresServer server, SmallDisk disk)
    {
        var folder = server.MakeFolder(disk.Path);
        await PostgresFixture.EditAsync(
            server.ConnectionString(),
            $"CREATE TABLESPACE small LOCATION '{folder}'",
            "CREATE DATABASE full_soon TABLESPACE small");
        return server.ConnectionString("full_soon");
    }
}
