using Exchange.Ledger.Tests;
using Exchange.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Exchange.Silo.Tests.Storage;

/// <summary>What a database of grain state promises the silo, whichever it is.</summary>
public abstract class GrainDatabaseTests
{
    private const int Limit = 120_000;

    protected abstract IGrainDatabase Make();

    [Fact(Timeout = Limit)]
    public async Task Many_silos_prepare_it_at_once_and_again_when_it_is_in_use()
    {
        var databases = Enumerable.Range(0, Silos).Select(_ => Make()).ToArray();
        await Task.WhenAll(databases.Select(each => each.Prepare()));
        await WithStorage(databases[0], storage => Write(storage, 1, null));
        await Task.WhenAll(databases.Select(each => each.Prepare()));
        await WithStorage(databases[0], async storage => Assert.Equal(1, (await Read(storage)).State!.Number));
    }

    [Fact(Timeout = Limit)]
    public async Task State_outlives_the_silo_and_a_stale_write_is_refused()
    {
        var database = Make();
        await database.Prepare();
        await WithStorage(database, async storage =>
        {
            Assert.False((await Read(storage)).RecordExists);
            await Write(storage, 7, null);
        });
        await WithStorage(database, async storage =>
        {
            var read = await Read(storage);
            Assert.Equal(7, read.State!.Number);
            await Write(storage, 8, read.ETag);
            await Assert.ThrowsAsync<InconsistentStateException>(() => Write(storage, 9, read.ETag));
            Assert.Equal(8, (await Read(storage)).State!.Number);
        });
    }

    /// <summary>How many silos may start on it at a time.</summary>
    protected abstract int Silos { get; }

    private static readonly GrainId Grain = GrainId.Create("token", "BTC3L");

    private static Task Write(IGrainStorage storage, int number, string? version) =>
        storage.WriteStateAsync("terms", Grain, new GrainState<Counted>(new Counted { Number = number }, version));

    private static async Task<GrainState<Counted>> Read(IGrainStorage storage)
    {
        var state = new GrainState<Counted>();
        await storage.ReadStateAsync("terms", Grain, state);
        return state;
    }

    private static async Task WithStorage(IGrainDatabase database, Func<IGrainStorage, Task> action)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            database.AddStorage(silo, "state");
        });
        using var host = builder.Build();
        await host.StartAsync();
        await action(host.Services.GetRequiredKeyedService<IGrainStorage>("state"));
        await host.StopAsync();
    }
}

/// <summary>A state of the tests' own.</summary>
[GenerateSerializer]
public sealed class Counted
{
    [Id(0)]
    public int Number { get; set; }
}

public sealed class SqliteGrainDatabaseTests : GrainDatabaseTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grains-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The data folder is one process's alone.</summary>
    protected override int Silos => 1;

    protected override IGrainDatabase Make() => new SqliteGrainDatabase(Path.Combine(_folder.FullName, "grains.db"));
}

public sealed class PostgresGrainDatabaseTests(PostgresDatabases databases)
    : GrainDatabaseTests, IClassFixture<PostgresDatabases>
{
    private readonly string _connectionString = databases.Make();

    protected override int Silos => 8;

    protected override IGrainDatabase Make() => new PostgresGrainDatabase(_connectionString);
}
