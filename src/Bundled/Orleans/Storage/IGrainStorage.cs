using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A state with what the store knows about it.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>The version.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the store has a record.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>A state with what the store knows about it.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>Empty.</summary>
        public GrainState()
        {
        }

        /// <summary>With a state.</summary>
        public GrainState(T? state) => State = state;

        /// <summary>With a state and its version.</summary>
        public GrainState(T? state, string? eTag)
            : this(state) => ETag = eTag;

        /// <inheritdoc/>
        public T? State { get; set; }

        /// <inheritdoc/>
        public string? ETag { get; set; }

        /// <inheritdoc/>
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>A store of grain states.</summary>
    [SuppressMessage("Naming", "CA1725", Justification = "The names are those of the real interface.")]
    public interface IGrainStorage
    {
        /// <summary>Reads a state; a new one if there is no record.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Reads a state; a new one if there is no record.</summary>
        Task ReadStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ReadStateAsync(stateName, grainId, grainState);

        /// <summary>Writes a state.</summary>
        /// <exception cref="InconsistentStateException">The stored one is another version.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes a state.</summary>
        /// <exception cref="InconsistentStateException">The stored one is another version.</exception>
        Task WriteStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            WriteStateAsync(stateName, grainId, grainState);

        /// <summary>Takes a record away.</summary>
        /// <exception cref="InconsistentStateException">The stored one is another version.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Takes a record away.</summary>
        /// <exception cref="InconsistentStateException">The stored one is another version.</exception>
        Task ClearStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>How states are written.</summary>
    public interface IGrainStorageSerializer
    {
        /// <summary>To bytes.</summary>
        BinaryData Serialize<T>(T? input);

        /// <summary>From bytes.</summary>
        T? Deserialize<T>(BinaryData input);
    }

    /// <summary>Options of a store that writes with such a serializer.</summary>
    public interface IStorageProviderSerializerOptions
    {
        /// <summary>The serializer.</summary>
        IGrainStorageSerializer GrainStorageSerializer { get; set; }
    }
}

namespace Orleans.Providers
{
    /// <summary>Names of providers.</summary>
    public static class ProviderConstants
    {
        /// <summary>The store that is meant where none is named.</summary>
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
    }
}
