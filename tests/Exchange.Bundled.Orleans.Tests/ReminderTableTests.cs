using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Exchange.Bundled.Orleans.Tests;

/// <summary>What a table of reminders in a database promises, and the rows that either stack leaves in it.</summary>
public abstract class ReminderTableTests(TestDatabase database) : IAsyncLifetime
{
    private const int Limit = 60_000;
    private static readonly DateTime Start = new(2040, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly GrainId Alice = GrainId.Create("wallet", "alice");

    private TestSilo? _silo;

    private IReminderTable Table => _silo!.Host.Services.GetRequiredService<IReminderTable>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(
        silo => silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = database.Invariant;
            options.ConnectionString = database.ConnectionString;
        }));

    public async Task DisposeAsync()
    {
        await _silo!.DisposeAsync();
        database.Dispose();
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_written_is_read()
    {
        var period = TimeSpan.FromDays(400);
        var version = await Table.UpsertRow(Entry(Alice, "fee", period));
        var read = (await Table.ReadRow(Alice, "fee"))!;
        Assert.Equal((Alice, "fee", Start, period, version), Fields(read));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Null(await Table.ReadRow(Alice, "other"));
        Assert.Equal(Fields(read), Fields(Assert.Single((await Table.ReadRows(Alice)).Reminders)));
    }

    [Fact(Timeout = Limit)]
    public async Task Only_the_version_that_is_there_is_removed()
    {
        var first = await Table.UpsertRow(Entry(Alice, "fee", TimeSpan.FromMinutes(1)));
        var second = await Table.UpsertRow(Entry(Alice, "fee", TimeSpan.FromMinutes(2)));
        Assert.NotEqual(first, second);
        Assert.False(await Table.RemoveRow(Alice, "fee", first!));
        Assert.True(await Table.RemoveRow(Alice, "fee", second!));
        Assert.False(await Table.RemoveRow(Alice, "fee", second!));
        Assert.Empty((await Table.ReadRows(Alice)).Reminders);
    }

    [Fact(Timeout = Limit)]
    public async Task A_ring_is_covered_by_its_ranges_once()
    {
        var grains = Enumerable.Range(0, 40).Select(each => GrainId.Create("wallet", $"w{each}")).ToArray();
        foreach (var grain in grains) await Table.UpsertRow(Entry(grain, "fee", TimeSpan.FromMinutes(1)));
        uint[] ends = [0x10000000, 0x70000000, 0x90000000, 0xF0000000];
        for (var i = 0; i < ends.Length; i++)
        {
            var (begin, end) = (ends[i], ends[(i + 1) % ends.Length]);
            var read = (await Table.ReadRows(begin, end)).Reminders.Select(each => each.GrainId);

            // Beyond its begin, up to its end; the distance on the ring says so, wherever zero lies.
            var wanted = grains.Where(each => each.GetUniformHashCode() - begin - 1 < end - begin);
            Assert.Equal(wanted.Order(), read.Order());
        }

        Assert.Equal(grains.Length, (await Table.ReadRows(7, 7)).Reminders.Count);
        await Table.TestOnlyClearTable();
        Assert.Empty((await Table.ReadRows(7, 7)).Reminders);
    }

    [Fact(Timeout = Limit)]
    public async Task Rows_are_as_Microsoft_Orleans_writes_them()
    {
        await Table.UpsertRow(Entry(Alice, "fee", TimeSpan.FromMinutes(1)));
        var rows = database.Query(
            "SELECT ServiceId, GrainId, ReminderName, Period, GrainHash FROM OrleansRemindersTable");
        Assert.Equal(["default|wallet/alice|fee|60000|459289417"], rows);
        database.Execute("UPDATE OrleansRemindersTable SET StartTime = '2041-01-01T00:00:00Z', Version = 12");
        var read = (await Table.ReadRow(Alice, "fee"))!;
        Assert.Equal((new DateTime(2041, 1, 1), "12"), (read.StartAt, read.ETag));
    }

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan period) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = period };

    private static (GrainId, string, DateTime, TimeSpan, string?) Fields(ReminderEntry entry) =>
        (entry.GrainId, entry.ReminderName, entry.StartAt, entry.Period, entry.ETag);
}

public sealed class SqliteReminderTableTests() : ReminderTableTests(new SqliteFile());

[Collection(PostgresCollection.Name)]
public sealed class PostgresReminderTableTests(PostgresFixture server) : ReminderTableTests(server.MakeDatabase());
