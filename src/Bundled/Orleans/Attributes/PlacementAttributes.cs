using Orleans.Runtime;

namespace Orleans.Placement
{
    /// <summary>Says in which silo a new activation is placed; in one process all answers are the same.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public abstract class PlacementAttribute : Attribute
    {
        /// <summary>Takes the strategy.</summary>
        protected PlacementAttribute(PlacementStrategy placement)
        {
            ArgumentNullException.ThrowIfNull(placement);
            PlacementStrategy = placement;
        }

        /// <summary>The strategy.</summary>
        public PlacementStrategy PlacementStrategy { get; }
    }

    /// <summary>The silo with the fewest recently used activations, of a few picked at random.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class ActivationCountBasedPlacementAttribute()
        : PlacementAttribute(new ActivationCountBasedPlacement());

    /// <summary>The silo that the hash of the identity points to.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());

    /// <summary>The caller's silo, where that is possible.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());

    /// <summary>Any silo.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());

    /// <summary>The silo with the most memory and processor time to spare.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class ResourceOptimizedPlacementAttribute() : PlacementAttribute(new ResourceOptimizedPlacement());
}

namespace Orleans.Runtime
{
    /// <summary>Where a new activation is placed.</summary>
    public abstract class PlacementStrategy;

    /// <summary>The silo with the fewest recently used activations.</summary>
    public sealed class ActivationCountBasedPlacement : PlacementStrategy;

    /// <summary>The silo that the hash of the identity points to.</summary>
    public sealed class HashBasedPlacement : PlacementStrategy;

    /// <summary>The caller's silo, where that is possible.</summary>
    public sealed class PreferLocalPlacement : PlacementStrategy;

    /// <summary>Any silo.</summary>
    public sealed class RandomPlacement : PlacementStrategy;

    /// <summary>The silo with the most resources to spare.</summary>
    public sealed class ResourceOptimizedPlacement : PlacementStrategy;
}
