using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace Exchange.Bundled.Orleans.Tests;

/// <summary>What a persistent state promises, whatever store it is kept in.</summary>
public abstract class StorageTests
{
    private const int Limit = 20_000;

    protected abstract IStoredGrain Grain(string key);

    [Fact(Timeout = Limit)]
    public async Task A_state_begins_empty() => Assert.Equal("/0/False/False", await Grain("empty").Read());

    [Fact(Timeout = Limit)]
    public async Task A_written_state_outlives_its_activation()
    {
        var grain = Grain("written");
        await grain.Set("alice", 7);
        await grain.Write();
        await grain.Set("mallory", 8);
        await grain.End();
        Assert.Equal("alice/7/True/True", await grain.Read());
    }

    [Fact(Timeout = Limit)]
    public async Task Writes_that_overlap_end_with_the_last_state()
    {
        var grain = Grain("twice");
        await grain.WriteTwice(1, 2);
        await grain.End();
        Assert.Equal("/2/True/True", await grain.Read());
    }

    [Fact(Timeout = Limit)]
    public async Task A_reload_takes_back_what_was_not_written()
    {
        var grain = Grain("reload");
        await grain.Set("alice", 1);
        await grain.Write();
        await grain.Set("alice", 2);
        await grain.Reload();
        Assert.Equal("alice/1/True/True", await grain.Read());
    }

    [Fact(Timeout = Limit)]
    public async Task A_cleared_state_is_empty_and_can_be_written_again()
    {
        var grain = Grain("cleared");
        await grain.Set("alice", 1);
        await grain.Write();
        await grain.Clear();
        Assert.StartsWith("/0/False/", await grain.Read(), StringComparison.Ordinal);
        await grain.Set("bob", 2);
        await grain.Write();
        await grain.End();
        Assert.Equal("bob/2/True/True", await grain.Read());
    }
}

[Collection(SiloCollection.Name)]
public sealed class MemoryStorageTests(SiloFixture fixture) : StorageTests
{
    protected override IStoredGrain Grain(string key) => fixture.Grains.GetGrain<IMemoryStoredGrain>(key);
}

public sealed class SqliteStorageTests(SqliteStorageTests.Fixture fixture)
    : StorageTests, IClassFixture<SqliteStorageTests.Fixture>
{
    [Fact(Timeout = 20_000)]
    public async Task A_conflict_is_refused_and_ends_the_stale_activation()
    {
        var grain = Grain("conflict");
        await grain.Set("alice", 1);
        await grain.Write();
        fixture.File.Execute("UPDATE OrleansStorage SET Version = 9 WHERE GrainIdExtensionString = 'conflict'");
        await grain.Set("alice", 2);
        await Assert.ThrowsAsync<InconsistentStateException>(grain.Write);
        Assert.Equal("alice/1/True/True", await grain.Read());
        await grain.Write();
    }

    /// <summary>The columns by which either stack finds the rows of the other.</summary>
    [Fact(Timeout = 20_000)]
    public async Task Rows_are_where_Microsoft_Orleans_looks_for_them()
    {
        await fixture.Silo.Grains.GetGrain<IDatabaseStoredGrain>("USDT wallet of alice").Write();
        await fixture.Silo.Grains.GetGrain<IDatabaseStoredGrain>("cafe").Write();
        await fixture.Silo.Grains.GetGrain<IDatabaseStoredGrain>("00112233445566778899aabbccddeeff+ext").Write();
        var rows = fixture.File.Query(
            """
            SELECT GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString,
                GrainIdExtensionString, ServiceId
            FROM OrleansStorage
            WHERE GrainIdExtensionString IN ('USDT wallet of alice', '', 'ext') ORDER BY GrainIdHash
            """);
        Assert.Equal(
            [
                "327786361|7383445245961249331|-4822678189205112|1180425067|balance|ext|default",
                "1265775606|0|51966|1180425067|balance||default",
                "1948148481|0|0|1180425067|balance|USDT wallet of alice|default",
            ],
            rows);
    }

    protected override IStoredGrain Grain(string key) => fixture.Silo.Grains.GetGrain<IDatabaseStoredGrain>(key);

    public sealed class Fixture : IAsyncLifetime
    {
        public SqliteFile File { get; } = new();

        public TestSilo Silo { get; private set; } = null!;

        public async Task InitializeAsync() => Silo = await TestSilo.StartAsync(
            silo => silo.UseSystemTextJsonGrainStorageSerializer().AddAdoNetGrainStorage(
                "database",
                (AdoNetGrainStorageOptions options) =>
                {
                    options.Invariant = SqliteFile.Invariant;
                    options.ConnectionString = File.ConnectionString;
                }));

        public async Task DisposeAsync()
        {
            await Silo.DisposeAsync();
            File.Dispose();
        }
    }
}
