using Orleans.Concurrency;

namespace Exchange.Bundled.Orleans.Tests.Grains;

[GenerateSerializer]
public sealed class Balance
{
    [Id(0)]
    public string Owner { get; set; } = string.Empty;

    [Id(1)]
    public int Amount { get; set; }
}

public interface IStoredGrain : IGrainWithStringKey
{
    Task Set(string owner, int amount);

    Task Write();

    Task WriteTwice(int first, int second);

    Task Clear();

    Task Reload();

    Task<string> Read();

    Task End();
}

public abstract class StoredGrainBase(IPersistentState<Balance> balance) : Grain, IStoredGrain
{
    public Task Set(string owner, int amount)
    {
        balance.State.Owner = owner;
        balance.State.Amount = amount;
        return Task.CompletedTask;
    }

    public Task Write() => balance.WriteStateAsync();

    public async Task WriteTwice(int first, int second)
    {
        balance.State.Amount = first;
        var one = balance.WriteStateAsync();
        balance.State.Amount = second;
        await Task.WhenAll(one, balance.WriteStateAsync());
    }

    public Task Clear() => balance.ClearStateAsync();

    public Task Reload() => balance.ReadStateAsync();

    public Task<string> Read() => Task.FromResult(
        $"{balance.State.Owner}/{balance.State.Amount}/{balance.RecordExists}/{balance.Etag is not null}");

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface IMemoryStoredGrain : IStoredGrain;

public interface IDatabaseStoredGrain : IStoredGrain;

/// <summary>Kept where what is cleared is deleted.</summary>
public interface IDeletingStoredGrain : IStoredGrain;

[Reentrant]
public sealed class MemoryStoredGrain([PersistentState("balance", "memory")] IPersistentState<Balance> balance)
    : StoredGrainBase(balance), IMemoryStoredGrain;

[Reentrant]
public sealed class DatabaseStoredGrain([PersistentState("balance", "database")] IPersistentState<Balance> balance)
    : StoredGrainBase(balance), IDatabaseStoredGrain;

[Reentrant]
public sealed class DeletingStoredGrain([PersistentState("balance", "deleting")] IPersistentState<Balance> balance)
    : StoredGrainBase(balance), IDeletingStoredGrain;
