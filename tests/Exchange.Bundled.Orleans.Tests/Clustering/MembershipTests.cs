using System.Net;
using Exchange.Bundled.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;

namespace Exchange.Bundled.Orleans.Tests.Clustering;

/// <summary>What the list of silos promises, asked through Microsoft Orleans' own provider.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MembershipTests(PostgresFixture server) : IAsyncLifetime
{
    private const int Limit = 120_000;
    private static readonly DateTime Start = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly ServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    private readonly TestDatabase _database = server.MakeDatabase();
    private IMembershipTable _table = null!;

    public async Task InitializeAsync() => _table = await TableAsync("blue");

    public Task DisposeAsync()
    {
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact(Timeout = Limit)]
    public async Task A_list_begins_empty_at_version_zero_and_is_made_once()
    {
        Assert.Equal((0, 0), await Counts());
        Assert.True(await _table.InsertRowAsync(Silo(1), (await _table.ReadAllAsync()).Version.Next()));
        await TableAsync("blue");
        Assert.Equal((1, 1), await Counts());
    }

    [Fact(Timeout = Limit)]
    public async Task A_silo_is_added_once_and_raises_the_version()
    {
        var empty = (await _table.ReadAllAsync()).Version;
        Assert.True(await _table.InsertRowAsync(Silo(1), empty.Next()));
        Assert.False(await _table.InsertRowAsync(Silo(2), empty.Next()));
        Assert.False(await _table.InsertRowAsync(Silo(1), (await _table.ReadAllAsync()).Version.Next()));
        Assert.Equal((1, 1), await Counts());
        Assert.Empty((await _table.ReadRowAsync(Silo(2).SiloAddress)).Members);
    }

    [Fact(Timeout = Limit)]
    public async Task A_silo_is_read_as_it_was_written()
    {
        await Add(Silo(1));
        var changed = Silo(1);
        changed.Status = SiloStatus.Active;
        changed.IAmAliveTime = Start.AddMinutes(7);
        changed.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, Start), Tuple.Create(Silo(3).SiloAddress, Start)];
        var before = await _table.ReadRowAsync(changed.SiloAddress);
        Assert.Null(before.Members[0].Item1.SuspectTimes);
        Assert.True(await _table.UpdateRowAsync(changed, before.Members[0].Item2, before.Version.Next()));

        var read = await _table.ReadRowAsync(changed.SiloAddress);
        Assert.Equal(2, read.Version.Version);
        var silo = Assert.Single(read.Members).Item1;
        Assert.Equal(
            (changed.SiloAddress, changed.SiloName, changed.HostName, changed.Status, changed.ProxyPort),
            (silo.SiloAddress, silo.SiloName, silo.HostName, silo.Status, silo.ProxyPort));
        Assert.Equal((Start, Start.AddMinutes(7)), (silo.StartTime, silo.IAmAliveTime));
        Assert.Equal(changed.SuspectTimes, silo.SuspectTimes);
    }

    [Fact(Timeout = Limit)]
    public async Task A_change_that_follows_another_version_or_no_silo_is_refused()
    {
        await Add(Silo(1));
        var stale = (await _table.ReadAllAsync()).Version;
        await Add(Silo(2));
        var changed = Silo(1);
        changed.Status = SiloStatus.Dead;
        var (now, tag) = await ReadAsync(changed);
        Assert.False(await _table.UpdateRowAsync(changed, tag, stale.Next()));
        Assert.False(await _table.UpdateRowAsync(Silo(3), tag, now.Next()));
        Assert.Equal((2, 2), await Counts());
        Assert.All((await _table.ReadAllAsync()).Members, each => Assert.Equal(SiloStatus.Joining, each.Item1.Status));
    }

    [Fact(Timeout = Limit)]
    public async Task A_sign_of_life_raises_no_version()
    {
        await Add(Silo(1));
        await Add(Silo(2));
        var alive = Silo(1);
        (alive.IAmAliveTime, alive.Status) = (Start.AddHours(1), SiloStatus.Dead);
        await _table.UpdateIAmAliveAsync(alive);
        Assert.Equal((2, 2), await Counts());
        var read = await _table.ReadRowAsync(alive.SiloAddress);
        Assert.Equal(
            (Start.AddHours(1), SiloStatus.Joining),
            (read.Members[0].Item1.IAmAliveTime, read.Members[0].Item1.Status));
        Assert.Equal(Start, (await _table.ReadRowAsync(Silo(2).SiloAddress)).Members[0].Item1.IAmAliveTime);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_many_that_follow_one_version_one_is_heard_and_in_the_end_all_are()
    {
        var version = (await _table.ReadAllAsync()).Version.Next();
        var first = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(each => _table.InsertRowAsync(Silo(each), version)));
        Assert.Single(first, true);
        await Task.WhenAll(Enumerable.Range(11, 8).Select(each => Add(Silo(each))));
        Assert.Equal((9, 9), await Counts());

        async Task Kill(MembershipEntry silo)
        {
            silo.Status = SiloStatus.Dead;
            for (var heard = false; !heard;)
            {
                var (now, tag) = await ReadAsync(silo);
                await _table.UpdateIAmAliveAsync(silo);
                heard = await _table.UpdateRowAsync(silo, tag, now.Next());
            }
        }

        await Task.WhenAll(Enumerable.Range(11, 8).Select(each => Kill(Silo(each))));
        Assert.Equal((17, 9), await Counts());
        Assert.Equal(8, (await _table.ReadAllAsync()).Members.Count(each => each.Item1.Status == SiloStatus.Dead));
    }

    [Fact(Timeout = Limit)]
    public async Task Gateways_are_the_active_silos_that_have_one()
    {
        var (active, closed) = (Silo(1), Silo(2));
        active.Status = closed.Status = SiloStatus.Active;
        closed.ProxyPort = 0;
        foreach (var silo in new[] { active, closed, Silo(3) }) await Add(silo);
        var gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance,
            Services,
            Options.Create(new AdoNetClusteringClientOptions
            {
                Invariant = _database.Invariant,
                ConnectionString = _database.ConnectionString,
            }),
            Options.Create(new GatewayOptions()),
            Options.Create(new ClusterOptions { ClusterId = "blue" }));
        await gateways.InitializeGatewayListProvider();
        Assert.Equal("gwy.tcp://127.0.0.1:30001/1", Assert.Single(await gateways.GetGateways()).ToString());
    }

    [Theory(Timeout = Limit)]
    [InlineData("CleanupDefunctSiloEntriesKey")]
    [InlineData("CleanupDefunctSiloEntryKey")]
    public async Task Old_silos_are_forgotten_if_they_are_dead(string query)
    {
        // The provider knows two ways, and takes the second if it is there.
        _database.Execute($"DELETE FROM OrleansQuery WHERE QueryKey LIKE 'Cleanup%' AND QueryKey > '{query}'");
        _table = await TableAsync("blue");
        var number = 0;
        foreach (var status in Enum.GetValues<SiloStatus>())
        {
            foreach (var days in new[] { 0, 10 })
            {
                var silo = Silo(++number);
                (silo.Status, silo.StartTime) = (status, Start.AddDays(-days));
                silo.IAmAliveTime = silo.StartTime;
                await Add(silo);
            }
        }

        await _table.CleanupDefunctSiloEntriesAsync(Start.AddDays(-5));
        var left = (await _table.ReadAllAsync()).Members.Select(each => each.Item1).ToArray();
        Assert.Equal(number - 1, left.Length);
        Assert.DoesNotContain(left, each => each.Status == SiloStatus.Dead && each.StartTime < Start);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_the_dead_those_are_forgotten_whose_last_vote_is_old()
    {
        foreach (var (number, days) in new[] { (1, 0), (2, 10) })
        {
            var silo = Silo(number);
            silo.StartTime = silo.IAmAliveTime = Start.AddDays(-20);
            await Add(silo);
            (silo.Status, silo.SuspectTimes) =
                (SiloStatus.Dead, [Tuple.Create(Silo(3).SiloAddress, Start.AddDays(-days))]);
            var (now, tag) = await ReadAsync(silo);
            Assert.True(await _table.UpdateRowAsync(silo, tag, now.Next()));
        }

        await _table.CleanupDefunctSiloEntriesAsync(Start.AddDays(-5));
        Assert.Equal(
            Silo(1).SiloAddress, Assert.Single((await _table.ReadAllAsync()).Members).Item1.SiloAddress);
    }

    [Fact(Timeout = Limit)]
    public async Task Clusters_do_not_know_each_other_and_one_is_deleted_without_the_other()
    {
        var green = await TableAsync("green");
        await Add(Silo(1));
        Assert.True(await green.InsertRowAsync(Silo(1), (await green.ReadAllAsync()).Version.Next()));
        await _table.DeleteMembershipTableEntriesAsync("blue");
        await _table.InitializeMembershipTableAsync(true);
        Assert.Equal((0, 0), await Counts());
        Assert.Single((await green.ReadAllAsync()).Members);
    }

    private static MembershipEntry Silo(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 20_000 + number, number),
        SiloName = $"silo {number}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30_000 + number,
        StartTime = Start,
        IAmAliveTime = Start,
    };

    private async Task<IMembershipTable> TableAsync(string cluster)
    {
        var table = new AdoNetClusteringTable(
            Services,
            Options.Create(new ClusterOptions { ClusterId = cluster }),
            Options.Create(new AdoNetClusteringSiloOptions
            {
                Invariant = _database.Invariant,
                ConnectionString = _database.ConnectionString,
            }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTableAsync(true);
        return table;
    }

    /// <summary>As silos do it: read and try until it is heard.</summary>
    private async Task Add(MembershipEntry silo)
    {
        while (!await _table.InsertRowAsync(silo, (await _table.ReadAllAsync()).Version.Next()))
        {
        }
    }

    private async Task<(TableVersion Version, string Tag)> ReadAsync(MembershipEntry silo)
    {
        var read = await _table.ReadRowAsync(silo.SiloAddress);
        return (read.Version, Assert.Single(read.Members).Item2);
    }

    private async Task<(int Version, int Silos)> Counts()
    {
        var read = await _table.ReadAllAsync();
        return (read.Version.Version, read.Members.Count);
    }
}
