namespace Exchange.Silo.Exporting;

/// <summary>
/// A file that appears under its name whole or not at all: it is written under another one beside it.
/// </summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const string DeviceFolder = "/dev/";
    private const string MemoryFolder = "/dev/shm/";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly string _draft;
    private readonly bool _replace;

    private ExportFile(string path, string draft, bool replace)
    {
        (_path, _draft, _replace) = (path, draft, replace);
        Stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
    }

    public FileStream Stream { get; }

    /// <summary>Begins a file that only its owner may read.</summary>
    /// <exception cref="IOException">There is such a file and it may not be replaced, or none can be made.</exception>
    public static ExportFile Create(string name, bool replace)
    {
        var path = Path.GetFullPath(name);
        if (Directory.Exists(path) || IsDevice(path))
        {
            throw new IOException($"{name} is no file that could be written");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new IOException($"the folder of {name} is not there");
        }

        if (!replace && File.Exists(path))
        {
            throw new IOException($"{name} exists; --force replaces it");
        }

        return new ExportFile(path, $"{path}.{Guid.NewGuid():N}.partial", replace);
    }

    /// <summary>Gives it its name, once all of it is on the disk.</summary>
    /// <exception cref="IOException">Meanwhile somebody made such a file.</exception>
    public async Task CompleteAsync()
    {
        await Stream.FlushAsync();
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync();
        File.Move(_draft, _path, _replace);
    }

    /// <summary>Removes what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        File.Delete(_draft);
    }

    private static bool IsDevice(string path) => path.StartsWith(DeviceFolder, StringComparison.Ordinal)
        && !path.StartsWith(MemoryFolder, StringComparison.Ordinal);
}
