using System.Security.Cryptography;

namespace Exchange.Silo;

/// <summary>The folder that everything durable of an embedded exchange lies in.</summary>
public sealed class DataFolder : IDisposable
{
    private const int KeyLength = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private DataFolder(string path)
    {
        Path = path;
        _lock = TakeLock(System.IO.Path.Combine(path, "lock"));
        MakeOwnersAlone(GrainFile);
    }

    public string Path { get; }

    public string LedgerFile => LedgerFileOf(Path);

    public string GrainFile => System.IO.Path.Combine(Path, "grains.db");

    /// <summary>The development key that bearer tokens are signed with: 32 bytes, as base64.</summary>
    public string KeyFile => System.IO.Path.Combine(Path, "jwt.key");

    /// <summary>Where the ledger of a data folder lies.</summary>
    public static string LedgerFileOf(string path) => System.IO.Path.Combine(path, "ledger.db");

    /// <summary>The folder if none is named: <c>exchange</c> in the user's data folder.</summary>
    public static string DefaultPath
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
            return System.IO.Path.Combine(
                string.IsNullOrEmpty(data)
                    ? System.IO.Path.Combine(
                        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share")
                    : data,
                "exchange");
        }
    }

    /// <summary>
    /// Opens a folder, making it if it is not there; only its owner may look into it, and only one process may run on
    /// it.
    /// </summary>
    /// <exception cref="IOException">Another process runs on it.</exception>
    public static DataFolder Open(string path)
    {
        Directory.CreateDirectory(
            path, OwnerOnly | UnixFileMode.UserExecute);
        return new DataFolder(System.IO.Path.GetFullPath(path));
    }

    /// <summary>Reads the key, making one at the first start.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public byte[] ReadOrMakeKey()
    {
        if (!File.Exists(KeyFile))
        {
            // Written beside and then moved: a crash leaves a whole key or none.
            var draft = KeyFile + ".new";
            File.Delete(draft);
            using (var file = new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
            }))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(
                    Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)) + "\n"));
                file.Flush(true);
            }

            File.Move(draft, KeyFile);
        }

        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(KeyFile).Trim());
            return key.Length == KeyLength ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new InvalidDataException("jwt.key in the data folder is not the base64 of 32 bytes.");
        }
    }

    public void Dispose() => _lock.Dispose();

    // The system lets go of the lock with the process, however that ends.
    private static FileStream TakeLock(string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException("another exchange runs on this data folder", exception);
        }
    }

    private static void MakeOwnersAlone(string file)
    {
        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = OwnerOnly,
        });
    }
}
