using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>Requests of this grain may interleave at every <c>await</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>The method may run beside any other request of its grain.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The method does not change the grain, and may run beside others of its kind.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The caller neither waits for an answer nor learns of a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>A method of the grain decides, request by request, which may interleave.</summary>
/// <param name="callbackMethodName">
/// A method that takes an <c>IInvokable</c> and returns a <see cref="bool"/>, static or not.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}

/// <summary>A grain without identity, of which every silo may hold several activations.</summary>
/// <remarks>The bundled stack keeps one activation per key.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>As many activations as there are processors.</summary>
    public StatelessWorkerAttribute()
        : base(new PreferLocalPlacement())
    {
    }

    /// <summary>At most so many activations in a silo.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : this() => _ = maxLocalWorkers;

    /// <summary>At most so many activations in a silo, and whether idle ones are taken away.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : this(maxLocalWorkers) => _ = removeIdleWorkers;
}

/// <summary>Wraps a value that its owner promises never to change.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The value.</param>
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    public readonly T Value = value;
}

/// <summary>Makes <see cref="Immutable{T}"/> easy to write.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that the value never changes.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
