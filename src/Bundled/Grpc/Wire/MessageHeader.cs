using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Wire;

/// <summary>What stands before every message: one byte for "compressed", four for the length.</summary>
internal readonly record struct MessageHeader(bool Compressed, int Length)
{
    public const int Size = 5;

    public static void Write(IBufferWriter<byte> output, int length, bool compressed)
    {
        var span = output.GetSpan(Size);
        span[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
        output.Advance(Size);
    }

    /// <summary>False if the buffer holds less than a header.</summary>
    /// <exception cref="InvalidDataException">The first byte is unknown, or the length beyond memory.</exception>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out MessageHeader header)
    {
        header = default;
        if (buffer.Length < Size)
            return false;
        if (buffer.FirstSpan.Length >= Size)
        {
            header = Parse(buffer.FirstSpan);
            return true;
        }

        Span<byte> copy = stackalloc byte[Size];
        buffer.Slice(0, Size).CopyTo(copy);
        header = Parse(copy);
        return true;
    }

    private static MessageHeader Parse(ReadOnlySpan<byte> bytes) => new(
        bytes[0] switch
        {
            0 => false,
            1 => true,
            _ => throw new InvalidDataException("Unexpected compressed flag value in message header."),
        },
        BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]) switch
        {
            <= int.MaxValue and var length => (int)length,
            _ => throw new InvalidDataException("Message too large."),
        });
}
