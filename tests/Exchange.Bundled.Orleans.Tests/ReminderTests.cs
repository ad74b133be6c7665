using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Reminders;

namespace Exchange.Bundled.Orleans.Tests;

/// <summary>What reminders promise, whatever table they are kept in.</summary>
public abstract class ReminderTests : IAsyncLifetime
{
    private const int Limit = 120_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly string _run = Guid.NewGuid().ToString("N");
    private TestSilo? _silo;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo!.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task A_reminder_ticks_when_due_and_then_every_period()
    {
        var grain = Grain("due");
        var begin = _clock.GetUtcNow();
        await grain.Remind("a", Minute, Minute * 2);
        await AdvanceUntil("due", "a", 1, begin + Minute);
        await AdvanceUntil("due", "a", 2, begin + (Minute * 3));
        Assert.Equal(["a 2 0", "a 2 2"], await grain.Ticks());
    }

    [Fact(Timeout = Limit)]
    public async Task Reminders_are_listed_replaced_and_forgotten()
    {
        var grain = Grain("list");
        var begin = _clock.GetUtcNow();
        await grain.Remind("a", Minute * 5, Minute);
        await grain.Remind("b", Minute * 5, Minute);
        await grain.Remind("a", Minute * 5, Minute * 3);
        Assert.Equal(["a", "b"], await grain.Names());
        await grain.Forget("a");
        Assert.Equal(["b"], await grain.Names());
        await AdvanceUntil("list", "b", 1, begin + (Minute * 5));
        Assert.Equal(["b 1 0"], await grain.Ticks());
    }

    [Fact(Timeout = Limit)]
    public async Task Too_short_a_period_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain("short").Remind("a", Minute, TimeSpan.FromSeconds(1)));

    [Fact(Timeout = Limit)]
    public async Task A_reminder_outlives_the_silo()
    {
        if (!IsDurable) return;
        var begin = _clock.GetUtcNow();
        await Grain("restart").Remind("a", Minute * 3, Minute);
        await _silo!.DisposeAsync();
        _silo = await StartAsync();
        await AdvanceUntil("restart", "a", 1, begin + (Minute * 3));
        Assert.StartsWith("a 1 ", (await Grain("restart").Ticks())[0], StringComparison.Ordinal);
    }

    protected abstract bool IsDurable { get; }

    protected abstract void Configure(ISiloBuilder silo);

    private Task<TestSilo> StartAsync() => TestSilo.StartAsync(
        Configure,
        services => services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _clock));

    // The service sets its timer at a moment of its own, so the clock stands until it has. From when the tick is due it
    // moves in small steps only: what it is late by is told in minutes, however long the tick takes to come.
    private async Task AdvanceUntil(string key, string name, int number, DateTimeOffset due)
    {
        while (!_clock.HasTimer(due)) await Task.Delay(10);
        _clock.Advance(due - _clock.GetUtcNow());
        while (!Gate.IsOpen($"{_run}/{key}/{name} {number}"))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(10);
        }
    }

    private IRemindedGrain Grain(string key) => _silo!.Grains.GetGrain<IRemindedGrain>($"{_run}/{key}");
}

public sealed class MemoryReminderTests : ReminderTests
{
    protected override bool IsDurable => false;

    protected override void Configure(ISiloBuilder silo) => silo.UseInMemoryReminderService();
}

public abstract class DatabaseReminderTests(TestDatabase database) : ReminderTests, IDisposable
{
    protected override bool IsDurable => true;

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void Configure(ISiloBuilder silo) => silo.UseAdoNetReminderService(options =>
    {
        options.Invariant = database.Invariant;
        options.ConnectionString = database.ConnectionString;
    });
}

public sealed class SqliteReminderTests() : DatabaseReminderTests(new SqliteFile());

[Collection(PostgresCollection.Name)]
public sealed class PostgresReminderTests(PostgresFixture server) : DatabaseReminderTests(server.MakeDatabase());
