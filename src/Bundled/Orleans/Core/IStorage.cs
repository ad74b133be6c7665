namespace Orleans.Core
{
    /// <summary>The stored state of a grain, whatever its type.</summary>
    public interface IStorage
    {
        /// <summary>What the store calls this version of the state.</summary>
        string? Etag { get; }

        /// <summary>Whether the store has a record.</summary>
        bool RecordExists { get; }

        /// <summary>Takes the record away.</summary>
        Task ClearStateAsync();

        /// <summary>Takes the record away.</summary>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <summary>Writes the state.</summary>
        /// <exception cref="Storage.InconsistentStateException">The stored state is another version.</exception>
        Task WriteStateAsync();

        /// <summary>Writes the state.</summary>
        /// <exception cref="Storage.InconsistentStateException">The stored state is another version.</exception>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <summary>Reads the state.</summary>
        Task ReadStateAsync();

        /// <summary>Reads the state.</summary>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>The stored state of a grain.</summary>
    /// <typeparam name="TState">Its type.</typeparam>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A state that is read before the grain is activated.</summary>
    /// <typeparam name="TState">Its type.</typeparam>
    public interface IPersistentState<TState> : Core.IStorage<TState>;
}
