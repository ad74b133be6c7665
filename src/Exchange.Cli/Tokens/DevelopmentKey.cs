using Exchange.Cli.Client;

namespace Exchange.Cli.Tokens;

/// <summary>
/// The key with which a silo that was given no identity provider checks tokens: 32 bytes in base64 in the file
/// <c>jwt.key</c> of its data folder, readable by its owner alone. Whoever reads it can be anybody.
/// </summary>
internal static class DevelopmentKey
{
    private const string SharedKey = "EXCHANGE_TOKEN_KEY";
    private const int LengthBytes = 32;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>True if there is a key that this user can mint with.</summary>
    public static bool IsReadable(string folder)
    {
        try
        {
            Read(folder);
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    /// <summary>
    /// The key in EXCHANGE_TOKEN_KEY, which the gateways of a cluster share, unless a folder is named; else that of the
    /// folder. A <see cref="UsageException"/> says what is wrong with it.
    /// </summary>
    public static byte[] Find(string? folder)
    {
        if (!string.IsNullOrEmpty(folder) || Surroundings.Variable(SharedKey) is not { } text)
            return Read(DataFolder.Locate(folder));
        try
        {
            var key = Convert.FromBase64String(text.Trim());
            return key.Length == LengthBytes ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UsageException($"the key in {SharedKey} is not {LengthBytes} bytes in base64");
        }
    }

    /// <summary>Reads the key. A <see cref="UsageException"/> says what is wrong with it.</summary>
    public static byte[] Read(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, "jwt.key"));
        if (!File.Exists(path))
            throw new UsageException($"no key at {path}; the silo makes it at its first start, see --data");
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
                throw new UsageException($"the key {path} is open to others than its owner; run: chmod 600 {path}");
            var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return key.Length == LengthBytes ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UsageException($"the key {path} is not {LengthBytes} bytes in base64");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the key {path} cannot be read: {fault.Message}");
        }
    }
}
