namespace Grpc.Wire;

/// <summary>The bytes of "-bin" metadata, base64 on the wire.</summary>
internal static class BinaryValue
{
    /// <summary>Decodes base64; a sender may leave out the padding.</summary>
    /// <exception cref="FormatException">The text is no base64.</exception>
    public static byte[] Decode(string base64) => (base64.Length % 4) switch
    {
        0 => Convert.FromBase64String(base64),
        2 => Convert.FromBase64String(base64 + "=="),
        3 => Convert.FromBase64String(base64 + "="),
        _ => throw new FormatException("The value of a binary header is no base64."),
    };
}
