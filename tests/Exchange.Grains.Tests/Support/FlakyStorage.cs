using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;

namespace Exchange.Grains.Tests.Support;

/// <summary>Grain storage in memory whose next writes fail as told, before or after they landed.</summary>
internal sealed class FlakyStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), (string Text, string ETag)> _kept = [];

    /// <summary>Whether a write of a state of this name fails before it lands.</summary>
    public Func<string, bool> FailsBefore { get; set; } = static _ => false;

    /// <summary>Whether it fails although it has landed.</summary>
    public Func<string, bool> FailsAfter { get; set; } = static _ => false;

    /// <summary>Every state of a name as it is kept.</summary>
    public IEnumerable<string> Kept(string name) =>
        _kept.Where(pair => pair.Key.Name == name).Select(pair => pair.Value.Text);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _kept.TryGetValue((stateName, grainId), out var kept);
        grainState.RecordExists = found;
        grainState.ETag = found ? kept.ETag : null;
        grainState.State = found ? JsonSerializer.Deserialize<T>(kept.Text)! : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (FailsBefore(stateName))
        {
            throw new IOException("The write has not landed.");
        }

        var found = _kept.TryGetValue((stateName, grainId), out var kept);
        if (grainState.ETag != (found ? kept.ETag : null))
        {
            throw new InconsistentStateException("Someone else has written.");
        }

        var tag = Guid.NewGuid().ToString();
        _kept[(stateName, grainId)] = (JsonSerializer.Serialize(grainState.State), tag);
        if (FailsAfter(stateName))
        {
            throw new IOException("The write has landed, and nobody says so.");
        }

        (grainState.ETag, grainState.RecordExists) = (tag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _kept.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }
}
