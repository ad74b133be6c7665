using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Bundled.Storage;

/// <summary>
/// States in memory. They are kept as bytes, so that what a grain changes without writing is not stored, and they
/// live as long as the object: a simulator hands the same one to every life of a silo.
/// </summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Row> _rows = new();
    private readonly IGrainStorageSerializer _serializer;
    private long _version;

    /// <summary>Empty.</summary>
    public MemoryGrainStorage(IGrainStorageSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        _serializer = serializer;
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (_rows.TryGetValue((stateName, grainId), out var row) && row.Data is { } data)
        {
            grainState.State = _serializer.Deserialize<T>(data);
            grainState.ETag = row.Etag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        grainState.ETag = Replace(stateName, grainId, grainState.ETag, _serializer.Serialize(grainState.State)).Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        Replace(stateName, grainId, grainState.ETag, null);
        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = StateActivator.Create<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private Row Replace(string name, GrainId grain, string? etag, BinaryData? data)
    {
        // A cleared record has no version: who has none either may write.
        var fresh = new Row(
            data is null ? null : Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture), data);
        while (true)
        {
            var exists = _rows.TryGetValue((name, grain), out var row);
            if (!exists && _rows.TryAdd((name, grain), fresh)) return fresh;
            if (!exists) continue;
            if (etag != row!.Etag)
            {
                throw new InconsistentStateException(
                    $"Version conflict in memory storage for {name} of {grain}", row.Etag, etag);
            }

            if (_rows.TryUpdate((name, grain), fresh, row)) return fresh;
        }
    }

    private sealed record Row(string? Etag, BinaryData? Data);
}

/// <summary>Makes it with its options.</summary>
internal static class MemoryGrainStorageFactory
{
    public static MemoryGrainStorage Create(IServiceProvider services, string name) =>
        new(StorageOptions.Of<MemoryGrainStorageOptions>(services, name).GrainStorageSerializer);
}
