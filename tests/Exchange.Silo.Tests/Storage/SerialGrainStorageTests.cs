using Exchange.Silo.Storage;
using Orleans.Storage;

namespace Exchange.Silo.Tests.Storage;

/// <summary>Of those that write to a file at once, one does and the others wait.</summary>
public sealed class SerialGrainStorageTests
{
    private const int Limit = 30_000;

    private static readonly GrainId Grain = GrainId.Create("token", "BTC3L");

    [Fact(Timeout = Limit)]
    public async Task One_writes_at_a_time_and_all_come_to_it()
    {
        using var file = new CountedStorage();
        using var storage = new SerialGrainStorage(file);
        var writes = Enumerable.Range(0, 20).Select(_ => storage.WriteStateAsync("a", Grain, State())).ToList();
        var clear = storage.ClearStateAsync("a", Grain, State());
        await storage.ReadStateAsync("a", Grain, State());
        Assert.Equal(1, file.Writing);
        Assert.DoesNotContain(writes, write => write.IsCompleted);

        file.Go.Release(21);
        await Task.WhenAll([.. writes, clear]);
        Assert.Equal((1, 21), (file.WritingMost, file.Written));
    }

    [Fact(Timeout = Limit)]
    public async Task A_write_that_fails_lets_the_next_one_go()
    {
        using var file = new CountedStorage { Fails = true };
        using var storage = new SerialGrainStorage(file);
        file.Go.Release(4);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("a", Grain, State()));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("a", Grain, State()));
        file.Fails = false;
        await storage.WriteStateAsync("a", Grain, State());
        await storage.ClearStateAsync("a", Grain, State());
    }

    private static GrainState<Counted> State() => new(new Counted());

    /// <summary>Writes when it is told to, and counts.</summary>
    private sealed class CountedStorage : IGrainStorage, IDisposable
    {
        public SemaphoreSlim Go { get; } = new(0);

        public bool Fails { get; set; }

        public int Writing { get; private set; }

        public int WritingMost { get; private set; }

        public int Written { get; private set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            WritingMost = Math.Max(WritingMost, ++Writing);
            await Go.WaitAsync();
            Writing--;
            Written++;
            if (Fails)
            {
                throw new InconsistentStateException("as told");
            }
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            WriteStateAsync(stateName, grainId, grainState);

        public void Dispose() => Go.Dispose();
    }
}
