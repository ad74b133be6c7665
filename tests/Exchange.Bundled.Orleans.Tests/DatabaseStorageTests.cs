using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace Exchange.Bundled.Orleans.Tests;

/// <summary>What a store in a database promises, and where either stack looks for the rows of the other.</summary>
public abstract class DatabaseStorageTests(DatabaseStorageTests.Fixture fixture) : StorageTests
{
    private const int Limit = 60_000;

    private TestDatabase Database => fixture.Database;

    [Fact(Timeout = Limit)]
    public async Task A_conflict_is_refused_and_ends_the_stale_activation()
    {
        var grain = Grain("conflict");
        await grain.Set("alice", 1);
        await grain.Write();
        Database.Execute("UPDATE OrleansStorage SET Version = 9 WHERE GrainIdExtensionString = 'conflict'");
        await grain.Set("alice", 2);
        await Assert.ThrowsAsync<InconsistentStateException>(grain.Write);
        Assert.Equal("alice/1/True/True", await grain.Read());
        await grain.Write();
    }

    /// <summary>The columns by which either stack finds the rows of the other.</summary>
    [Fact(Timeout = Limit)]
    public async Task Rows_are_where_Microsoft_Orleans_looks_for_them()
    {
        await Grain("USDT wallet of alice").Set("alice", 7);
        foreach (var key in new[] { "USDT wallet of alice", "cafe", "00112233445566778899aabbccddeeff+ext" })
            await Grain(key).Write();
        var rows = Database.Query(
            """
            SELECT GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString,
                ServiceId, Version, PayloadBinary
            FROM OrleansStorage
            WHERE GrainIdExtensionString IN ('USDT wallet of alice', '', 'ext') ORDER BY GrainIdHash
            """);
        Assert.Equal(
            [
                """327786361|7383445245961249331|-4822678189205112|1180425067|balance|ext|default|1|"""
                + """{"Owner":"","Amount":0}""",
                """1265775606|0|51966|1180425067|balance||default|1|{"Owner":"","Amount":0}""",
                """1948148481|0|0|1180425067|balance|USDT wallet of alice|default|1|{"Owner":"alice","Amount":7}""",
            ],
            rows);
    }

    /// <summary>The other way round: a row as either stack leaves it, read by this one.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_row_that_was_left_by_the_other_stack_is_read_and_replaced()
    {
        Database.Execute(
            $$"""
            INSERT INTO OrleansStorage (
                GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
                PayloadBinary, ModifiedOn, Version)
            VALUES (
                -326506481, 0, 0, 1180425067, 'balance', 'wallet of bob', 'default',
                CAST('{"Owner":"bob","Amount":12}' AS {{Database.Bytes}}), '2030-01-01T00:00:00Z', 41)
            """);
        var grain = Grain("wallet of bob");
        Assert.Equal("bob/12/True/True", await grain.Read());
        await grain.Set("bob", 13);
        await grain.Write();
        Assert.Equal(
            ["""42|{"Owner":"bob","Amount":13}"""],
            Database.Query(
                "SELECT Version, PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = 'wallet of bob'"));
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_cleared_is_deleted_where_the_store_is_told_so()
    {
        var grain = fixture.Silo.Grains.GetGrain<IDeletingStoredGrain>("deleted");
        await grain.Set("alice", 1);
        await grain.Write();
        await grain.Clear();
        Assert.Equal("/0/False/False", await grain.Read());
        Assert.Empty(Database.Query("SELECT Version FROM OrleansStorage WHERE GrainIdExtensionString = 'deleted'"));
        await grain.Set("bob", 2);
        await grain.Write();
        await grain.End();
        Assert.Equal("bob/2/True/True", await grain.Read());
    }

    [Fact(Timeout = Limit)]
    public async Task A_long_state_is_kept_whole()
    {
        var (grain, owner) = (Grain("long"), string.Concat(Enumerable.Repeat("näht \\ 'O''", 20_000)));
        await grain.Set(owner, 1);
        await grain.Write();
        await grain.End();
        Assert.Equal($"{owner}/1/True/True", await grain.Read());
    }

    [Fact(Timeout = Limit)]
    public async Task Of_many_writers_that_follow_one_version_one_writes()
    {
        var store = fixture.Silo.Host.Services.GetRequiredKeyedService<IGrainStorage>("database");
        var id = GrainId.Create("wallet", "wanted");
        for (string? version = null, last = null; last != "3"; version = last)
        {
            var states = Enumerable.Range(0, 8)
                .Select(each => new GrainState<Balance>(new Balance { Amount = each }, version)).ToArray();
            var won = await Task.WhenAll(states.Select(state => Writes(store, id, state)));
            last = states[Assert.Single(Enumerable.Range(0, 8), each => won[each])].ETag;
            Assert.NotEqual(version, last);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_version_that_is_not_there_is_refused()
    {
        var store = fixture.Silo.Host.Services.GetRequiredKeyedService<IGrainStorage>("database");
        var id = GrainId.Create("wallet", "missing");
        Assert.False(await Writes(store, id, new GrainState<Balance>(new Balance(), "3")));
        Assert.True(await Writes(store, id, new GrainState<Balance>(new Balance())));
        var stale = new GrainState<Balance>(new Balance(), "7") { RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.ClearStateAsync("balance", id, stale));
    }

    private static async Task<bool> Writes(IGrainStorage store, GrainId id, GrainState<Balance> state)
    {
        try
        {
            await store.WriteStateAsync("balance", id, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    protected override IStoredGrain Grain(string key) => fixture.Silo.Grains.GetGrain<IDatabaseStoredGrain>(key);

    /// <summary>One silo and one database for all tests of a class; each test uses keys of its own.</summary>
    public abstract class Fixture(TestDatabase database) : IAsyncLifetime
    {
        public TestDatabase Database => database;

        public TestSilo Silo { get; private set; } = null!;

        public async Task InitializeAsync() => Silo = await TestSilo.StartAsync(
            silo => silo.UseSystemTextJsonGrainStorageSerializer()
                .AddAdoNetGrainStorage("database", (AdoNetGrainStorageOptions options) => Configure(options, false))
                .AddAdoNetGrainStorage("deleting", (AdoNetGrainStorageOptions options) => Configure(options, true)));

        public async Task DisposeAsync()
        {
            await Silo.DisposeAsync();
            database.Dispose();
        }

        private void Configure(AdoNetGrainStorageOptions options, bool deletes)
        {
            options.Invariant = database.Invariant;
            options.ConnectionString = database.ConnectionString;
            options.DeleteStateOnClear = deletes;
        }
    }
}

public sealed class SqliteStorageTests(SqliteStorageTests.Own own)
    : DatabaseStorageTests(own), IClassFixture<SqliteStorageTests.Own>
{
    public sealed class Own() : Fixture(new SqliteFile());
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresStorageTests(PostgresStorageTests.Own own)
    : DatabaseStorageTests(own), IClassFixture<PostgresStorageTests.Own>
{
    public sealed class Own(PostgresFixture server) : Fixture(server.MakeDatabase());
}
