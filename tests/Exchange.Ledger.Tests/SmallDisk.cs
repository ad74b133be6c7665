using System.Diagnostics;
using System.Globalization;

namespace Exchange.Ledger.Tests;

/// <summary>
/// A real file system of a few megabytes that a server fills, and that is made larger while it is in use.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-disk-");

    private SmallDisk()
    {
    }

    public string Path => _folder.FullName;

    /// <summary>Mounts one; null: whoever runs the tests may not, as in most containers.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var disk = new SmallDisk();
        if (TryRun("mount", "-t", "tmpfs", "-o", $"{Size(megabytes)},mode=0755", "tmpfs", disk.Path))
        {
            return disk;
        }

        disk._folder.Delete();
        return null;
    }

    public void Grow(int megabytes) => Assert.True(TryRun("mount", "-o", $"remount,{Size(megabytes)}", Path));

    public void Dispose()
    {
        Assert.True(TryRun("umount", "--lazy", Path));
        _folder.Delete();
    }

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static bool TryRun(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
