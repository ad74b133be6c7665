using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Exchange.Benchmarks.Harness;

/// <summary>What a figure depends on besides the code.</summary>
internal static class Machine
{
    private const int SyncRounds = 50;
    private const int PageBytes = 4096;

    public static void Print(string dataPath)
    {
        Directory.CreateDirectory(dataPath);
        var disk = new DriveInfo(Path.GetFullPath(dataPath)).DriveFormat;
        Console.WriteLine(
            $"cores {Environment.ProcessorCount}, {RuntimeInformation.ProcessArchitecture}, "
            + $"{RuntimeInformation.FrameworkDescription}, stack {Metadata("Stack")}");
        Console.WriteLine(
            $"load before {Load()}; databases on {disk}; a page written and synced in "
            + $"{Figures.Whole(SyncMicroseconds(dataPath))} us");
    }

    /// <summary>What the build wrote into this assembly.</summary>
    public static string Metadata(string key) => typeof(Machine).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(each => each.Key == key).Value!;

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    // The median of some: what "durable" costs on this disk whoever asks.
    private static double SyncMicroseconds(string dataPath)
    {
        var path = Path.Combine(dataPath, $"exchange-sync-{Environment.ProcessId}");
        using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, PageBytes, FileOptions.DeleteOnClose);
        var page = new byte[PageBytes];
        return new Series(Enumerable.Range(0, SyncRounds).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(true);
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }).ToArray()).Median;
    }
}
