using System.Buffers;

namespace Grpc.Core;

/// <summary>Gives one message's bytes. They are valid only until the deserializer returns.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    /// <summary>The bytes in an array of the caller's own.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw Unsupported();

    /// <summary>The bytes where they lie; not to be kept.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw Unsupported();

    private static NotSupportedException Unsupported() => new("This deserialization context cannot do that.");
}
