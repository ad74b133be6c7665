using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Lends a deserializer the bytes where they lie in the transport's buffers.</summary>
internal sealed class PayloadContext : DeserializationContext
{
    private ReadOnlySequence<byte>? _payload;

    public override int PayloadLength => (int)Payload.Length;

    private ReadOnlySequence<byte> Payload =>
        _payload ?? throw new InvalidOperationException("The payload may be read only while it is deserialised.");

    public override byte[] PayloadAsNewBuffer() => Payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => Payload;

    /// <summary>Deserialises one message; the bytes are out of reach afterwards.</summary>
    public T Deserialize<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        _payload = payload;
        try
        {
            return deserializer(this);
        }
        finally
        {
            _payload = null;
        }
    }
}
