using System.Diagnostics;
using System.Text;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>A silo with its gateway in a process of its own, as its users run it, on a fresh data folder.</summary>
internal sealed class SiloProcess : IDisposable
{
    private const string Announcement = "exchange: listening on ";

    private readonly Process _process;

    private SiloProcess(Process process, string dataPath, Uri address)
    {
        _process = process;
        DataPath = dataPath;
        Address = address;
    }

    public string DataPath { get; }

    public Uri Address { get; }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the product and waits until it listens.</summary>
    public static Task<SiloProcess> StartAsync(string dataPath, params string[] arguments) => RunAsync(
        dataPath, [Machine.Metadata("SiloPath"), "--port", "0", "--data", dataPath, "--feed", "none", .. arguments]);

    /// <summary>The same with a ledger that keeps nothing.</summary>
    public static Task<SiloProcess> StartForgetfulAsync(string dataPath) =>
        RunAsync(dataPath, [Machine.Metadata("BaselineSiloPath"), dataPath]);

    /// <summary>The same with a transaction of PostgreSQL for each order.</summary>
    public static Task<SiloProcess> StartBaselineAsync(string dataPath, string connection) =>
        RunAsync(dataPath, [Machine.Metadata("BaselineSiloPath"), dataPath, connection]);

    private static async Task<SiloProcess> RunAsync(string dataPath, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // What it says of itself would stand between the figures; what it complains of is told if it does not start.
        var complaints = new StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // Nobody reads on, and so little more is written that the pipe never fills.
                return new SiloProcess(process, dataPath, new Uri(line[Announcement.Length..]));
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException(
            $"The silo did not start; it ended with {process.ExitCode}: {complaints}");
    }

    /// <summary>Kills it without warning.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
