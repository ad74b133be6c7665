using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>
/// xxHash32 with seed 0: the hash by which Orleans finds a grain's row, the same on every machine. Orleans reads the
/// canonical bytes, which are big-endian, as a little-endian number; so the number here is the reverse of the usual
/// one.
/// </summary>
public static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;
    private const int StripeBytes = 16;

    /// <summary>The hash of bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var rest = data;
        uint hash;
        if (data.Length >= StripeBytes)
        {
            hash = Stripes(ref rest);
        }
        else
        {
            hash = Prime5;
        }

        hash += (uint)data.Length;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
        {
            hash = BitOperations.RotateLeft(hash + Lane(rest, 0) * Prime3, 17) * Prime4;
        }

        foreach (var octet in rest)
        {
            hash = BitOperations.RotateLeft(hash + octet * Prime5, 11) * Prime1;
        }

        return BinaryPrimitives.ReverseEndianness(Avalanche(hash));
    }

    /// <summary>The hash of the UTF-16 code units of a text, little endian.</summary>
    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));

    private static uint Stripes(ref ReadOnlySpan<byte> rest)
    {
        var a = unchecked(Prime1 + Prime2);
        var b = Prime2;
        var c = 0u;
        var d = unchecked(0u - Prime1);
        for (; rest.Length >= StripeBytes; rest = rest[StripeBytes..])
        {
            a = Round(a, Lane(rest, 0));
            b = Round(b, Lane(rest, 4));
            c = Round(c, Lane(rest, 8));
            d = Round(d, Lane(rest, 12));
        }

        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    private static uint Round(uint accumulator, uint lane) =>
        BitOperations.RotateLeft(accumulator + lane * Prime2, 13) * Prime1;

    private static uint Lane(ReadOnlySpan<byte> data, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(data[offset..]);

    private static uint Avalanche(uint hash)
    {
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }
}
