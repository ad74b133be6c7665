using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Ledger;

/// <summary>SHA-256 of a token's state as it is stored; all zeros: no state.</summary>
public readonly record struct StateHash(UInt128 High, UInt128 Low)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Whether there is a state.</summary>
    public bool IsNone => this == default;

    /// <summary>Of the text of a state.</summary>
    public static StateHash Of(string text)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        return FromBytes(hash);
    }

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
