using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Ledger;

/// <summary>SHA-256 of a token's state in its canonical bytes; all zeros: no state.</summary>
public readonly record struct StateHash(UInt128 High, UInt128 Low)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Whether there is a state.</summary>
    public bool IsNone => this == default;

    /// <summary>32 bytes, most significant first.</summary>
    public static StateHash FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>32 bytes, most significant first.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }
}
