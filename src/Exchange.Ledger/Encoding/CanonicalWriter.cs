using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Exchange.Ledger.Encoding;

/// <summary>
/// Writes values as bytes in the one way there is: integers most significant byte first, strings as UTF-8 after their
/// length. No two sequences of values have the same bytes.
/// </summary>
internal sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Reset() => _buffer.ResetWrittenCount();

    public void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Write(Int128 value)
    {
        BinaryPrimitives.WriteInt128BigEndian(_buffer.GetSpan(16), value);
        _buffer.Advance(16);
    }

    public void Write(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_buffer.GetSpan(16), value);
        _buffer.Advance(16);
    }

    public void Write(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>No string is told from an empty one: its length is -1.</summary>
    public void Write(string? text)
    {
        if (text is null)
        {
            Write(-1);
            return;
        }

        var span = _buffer.GetSpan(sizeof(int) + UTF8.GetMaxByteCount(text.Length));
        var count = UTF8.GetBytes(text, span[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(span, count);
        _buffer.Advance(sizeof(int) + count);
    }

    private static UTF8Encoding UTF8 { get; } = new(false, true);
}
