using Exchange.Simulator.Faults;
using Orleans.Bundled.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace Exchange.Simulator.Cluster;

/// <summary>A silo's way to the grain storage that all silos share: it takes time, and can fail.</summary>
internal sealed class FaultyGrainStorage(
    MemoryGrainStorage storage, TimeProvider time, FaultPlan faults, Chance chance) : IGrainStorage
{
    private static readonly TimeSpan LatencyMin = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(8);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Latency();
        if (faults.Fires(Fault.StorageReadFailed, 0.05)) throw new IOException("The grain storage cannot be read.");
        await storage.ReadStateAsync(stateName, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Latency();
        if (faults.Fires(Fault.StorageFailedBefore, 0.05)) throw new IOException("The grain storage is away.");
        var known = grainState.ETag;
        await storage.WriteStateAsync(stateName, grainId, grainState);
        if (!faults.Fires(Fault.StorageFailedAfter, 0.05)) return;

        // The caller does not learn of the version that it made.
        grainState.ETag = known;
        throw new IOException("The grain storage did not answer.");
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Latency();
        await storage.ClearStateAsync(stateName, grainId, grainState);
    }

    private Task Latency() => Task.Delay(chance.Between(LatencyMin, LatencyMax), time);
}
