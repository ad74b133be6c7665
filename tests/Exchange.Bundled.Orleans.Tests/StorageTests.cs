using Exchange.Bundled.Orleans.Tests.Grains;
using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests;

/// <summary>What a persistent state promises, whatever store it is kept in.</summary>
public abstract class StorageTests
{
    private const int Limit = 60_000;

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
