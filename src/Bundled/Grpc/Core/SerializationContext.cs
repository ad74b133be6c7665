using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Takes one serialised message: either whole through <see cref="Complete(byte[])"/>, or written into
/// <see cref="GetBufferWriter"/> and then <see cref="Complete()"/>, cheapest with the length announced first.
/// </summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw Unsupported();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw Unsupported();

    /// <summary>Announces how many bytes will follow, so that they need no second buffer.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw Unsupported();

    private static NotSupportedException Unsupported() => new("This serialization context cannot do that.");
}
