namespace Exchange.Silo.Clustering;

/// <summary>
/// The key that bearer tokens are checked with. Gateways of one cluster share it, by a file or by the environment; an
/// exchange by itself makes one in its data folder.
/// </summary>
internal static class TokenKey
{
    /// <summary>Where it may be given as base64, as secrets are.</summary>
    public const string Variable = "EXCHANGE_TOKEN_KEY";

    private const int LengthBytes = 32;

    /// <summary>Whether there is one outside the data folder.</summary>
    /// <param name="file">As named on the command line; null: not named.</param>
    public static bool IsGiven(string? file) => file is not null || FromEnvironment is not null;

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is not the base64 of 32 bytes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] Read(string? file, DataFolder? data) => file is not null
        ? Decode(File.ReadAllText(file), file)
        : FromEnvironment is { } text ? Decode(text, Variable)
        : data?.ReadOrMakeKey() ?? throw new InvalidDataException(
            $"a cluster needs --key-file, or {Variable}: all its gateways check tokens with one key");

    private static string? FromEnvironment =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    private static byte[] Decode(string text, string where)
    {
        try
        {
            var key = Convert.FromBase64String(text.Trim());
            return key.Length == LengthBytes ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new InvalidDataException($"the key in {where} is not the base64 of {LengthBytes} bytes");
        }
    }
}
