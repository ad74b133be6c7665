using System.Buffers;
using System.Text;

namespace Grpc.Wire;

/// <summary>grpc-message: UTF-8 in which every byte but printable ASCII, and '%' itself, is "%XX".</summary>
internal static class PercentEncoding
{
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>The characters that stand for themselves: from space to '~' without '%'.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c != '%')]);

    public static string Encode(string text)
    {
        // Most messages are plain: they cost a scan and no copy.
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        // A lone surrogate has no UTF-8; the encoder puts U+FFFD in its place.
        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var value in bytes)
        {
            if (Plain.Contains((char)value))
                encoded.Append((char)value);
            else
                encoded.Append('%').Append(HexDigits[value >> 4]).Append(HexDigits[value & 15]);
        }

        return encoded.ToString();
    }

    public static string Decode(string text) => text.Contains('%') ? Uri.UnescapeDataString(text) : text;
}
