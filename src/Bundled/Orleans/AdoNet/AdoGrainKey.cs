using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Bundled.AdoNet;

/// <summary>
/// The key of a grain as columns: two numbers and a text. A key that reads as a GUID or as a hexadecimal number is
/// stored as such, whatever it was meant to be; that is how Orleans does it, and a file must be readable by both.
/// </summary>
internal readonly struct AdoGrainKey
{
    private readonly byte[] _hashed;

    private AdoGrainKey(long n0, long n1, string? text, ReadOnlySpan<byte> number)
    {
        (N0, N1, Text) = (n0, n1, text);
        // Number, then text; all of it backwards.
        var bytes = new byte[number.Length + Encoding.UTF8.GetByteCount(text ?? string.Empty)];
        number.CopyTo(bytes);
        Encoding.UTF8.GetBytes(text ?? string.Empty, bytes.AsSpan(number.Length));
        Array.Reverse(bytes);
        _hashed = bytes;
    }

    public long N0 { get; }

    public long N1 { get; }

    public string? Text { get; }

    public int Hash => unchecked((int)StableHash.ComputeHash(_hashed));

    public static AdoGrainKey Of(GrainId id)
    {
        Span<byte> number = stackalloc byte[16];
        if (id.TryGetGuidKey(out var guid, out var extension))
        {
            guid.TryWriteBytes(number);
            var n0 = BinaryPrimitives.ReadInt64LittleEndian(number);
            var n1 = BinaryPrimitives.ReadInt64LittleEndian(number[sizeof(long)..]);
            return new AdoGrainKey(n0, n1, extension, number);
        }

        if (id.TryGetIntegerKey(out var integer, out extension))
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, integer);
            return new AdoGrainKey(0, integer, extension, number[..sizeof(long)]);
        }

        return new AdoGrainKey(0, 0, id.Key.ToString(), []);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{N0}/{N1}#{Text}");
}
