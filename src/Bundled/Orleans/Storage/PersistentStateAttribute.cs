namespace Orleans
{
    /// <summary>Marks attributes by which constructor parameters are configured.</summary>
    public interface IFacetMetadata;
}

namespace Orleans.Runtime
{
    /// <summary>Which state is meant.</summary>
    public interface IPersistentStateConfiguration
    {
        /// <summary>The name of the state.</summary>
        string StateName { get; }

        /// <summary>The name of the store; none: the default one.</summary>
        string? StorageName { get; }
    }

    /// <summary>The constructor parameter is a state of this name, in this store.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute : Attribute, IFacetMetadata, IPersistentStateConfiguration
    {
        /// <summary>Takes both names.</summary>
        public PersistentStateAttribute(string stateName, string? storageName = null)
        {
            ArgumentNullException.ThrowIfNull(stateName);
            StateName = stateName;
            StorageName = storageName;
        }

        /// <inheritdoc/>
        public string StateName { get; }

        /// <inheritdoc/>
        public string? StorageName { get; }
    }

    /// <summary>Makes states.</summary>
    public interface IPersistentStateFactory
    {
        /// <summary>A state of this activation, read before it is activated.</summary>
        IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
    }
}
