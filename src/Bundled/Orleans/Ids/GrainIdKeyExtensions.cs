using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys that are numbers (upper-case hexadecimal) or GUIDs (32 digits), with <c>+extension</c>.</summary>
public static class GrainIdKeyExtensions
{
    private const byte Plus = (byte)'+';
    private const int GuidDigits = 32;

    /// <summary>The key of a number.</summary>
    public static IdSpan CreateIntegerKey(long key) => CreateIntegerKey(key, (string?)null);

    /// <summary>The key of a number with an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension)
    {
        Span<byte> digits = stackalloc byte[2 * sizeof(long)];
        Utf8Formatter.TryFormat(key, digits, out var length, 'X');
        return Join(digits[..length], keyExtension);
    }

    /// <summary>The key of a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, (string?)null);

    /// <summary>The key of a GUID with an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension)
    {
        Span<byte> digits = stackalloc byte[GuidDigits];
        Utf8Formatter.TryFormat(key, digits, out _, 'N');
        return Join(digits, keyExtension);
    }

    /// <summary>The number in a key, and its extension.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var digits = Split(grainId.Key.AsSpan(), grainId.Key.AsSpan().IndexOf(Plus), out keyExt);
        return Utf8Parser.TryParse(digits, out key, out var used, 'X') && used == digits.Length;
    }

    /// <summary>The GUID in a key, and its extension.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var span = grainId.Key.AsSpan();
        var plus = span.Length > GuidDigits && span[GuidDigits] == Plus ? GuidDigits : -1;
        var digits = Split(span, plus, out keyExt);
        if (digits.Length == GuidDigits) return Utf8Parser.TryParse(digits, out key, out var used, 'N') && used == 32;
        key = default;
        return false;
    }

    /// <summary>The number in a key.</summary>
    /// <exception cref="ArgumentException">The key is not a number.</exception>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>The number in a key, and its extension.</summary>
    /// <exception cref="ArgumentException">The key is not a number.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw Malformed(grainId, "an Integer");

    /// <summary>The GUID in a key.</summary>
    /// <exception cref="ArgumentException">The key is not a GUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    /// <summary>The GUID in a key, and its extension.</summary>
    /// <exception cref="ArgumentException">The key is not a GUID.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw Malformed(grainId, "a Guid");

    private static IdSpan Join(ReadOnlySpan<byte> digits, string? extension)
    {
        if (string.IsNullOrWhiteSpace(extension)) return new IdSpan(digits.ToArray());
        var bytes = new byte[digits.Length + 1 + Encoding.UTF8.GetByteCount(extension)];
        digits.CopyTo(bytes);
        bytes[digits.Length] = Plus;
        Encoding.UTF8.GetBytes(extension, bytes.AsSpan(digits.Length + 1));
        return new IdSpan(bytes);
    }

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, int plus, out string? extension)
    {
        extension = plus < 0 ? null : Encoding.UTF8.GetString(key[(plus + 1)..]);
        return plus < 0 ? key : key[..plus];
    }

    private static ArgumentException Malformed(GrainId id, string kind) =>
        new($"Value \"{id}\" is not in the correct format for {kind} key.", nameof(id));
}
