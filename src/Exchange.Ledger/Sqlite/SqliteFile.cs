namespace Exchange.Ledger.Sqlite;

/// <summary>The file of a ledger.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes the file if it is missing and lets nobody but its owner read it, from its first moment on.
    /// </summary>
    public static void Prepare(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        // Opening and closing a file that SQLite holds open would drop SQLite's locks on it, so only a new one is.
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, options);
        }

        // SQLite gives its journal and its shared memory the mode of the file.
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
