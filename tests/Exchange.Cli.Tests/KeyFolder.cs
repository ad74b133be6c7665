using System.Security.Cryptography;

namespace Exchange.Cli.Tests;

/// <summary>A data folder that lives as long as a test.</summary>
internal sealed class KeyFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("exchange-cli-").FullName;

    /// <summary>The key in it, once there is one.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>The environment of a silo with this folder.</summary>
    public Dictionary<string, string> Environment => new() { ["EXCHANGE_DATA"] = Path };

    /// <summary>A folder with a key as the silo makes it.</summary>
    public static KeyFolder WithKey()
    {
        var folder = new KeyFolder { Key = RandomNumberGenerator.GetBytes(32) };
        folder.Put(Convert.ToBase64String(folder.Key) + "\n", OwnerOnly);
        return folder;
    }

    /// <summary>Writes the file of the key.</summary>
    public void Put(string text, UnixFileMode mode = OwnerOnly)
    {
        var path = System.IO.Path.Combine(Path, "jwt.key");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
