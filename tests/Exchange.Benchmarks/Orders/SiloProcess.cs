using System.Diagnostics;
using System.Globalization;
using System.Text;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>A silo with its gateway in a process of its own, as its users run it, on a fresh data folder.</summary>
internal sealed class SiloProcess : IExchange
{
    private const string Announcement = "exchange: listening on ";
    private const string SiloAnnouncement = "exchange: a silo of the cluster ";

    private readonly Process _process;

    private SiloProcess(Process process, string dataPath, IReadOnlyList<Uri> addresses)
    {
        _process = process;
        DataPath = dataPath;
        Addresses = addresses;
    }

    public string DataPath { get; }

    public IReadOnlyList<Uri> Addresses { get; }

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
    public static Task<SiloProcess> StartAsync(string dataPath, params string[] arguments) =>
        StartBuildAsync(Machine.Metadata("SiloPath"), dataPath, arguments);

    /// <summary>One process of a cluster.</summary>
    /// <param name="dataPath">Folder with the key of the cluster.</param>
    public static Task<SiloProcess> StartOfClusterAsync(string dataPath, params string[] arguments) => RunAsync(
        dataPath, [Machine.Metadata("SiloPath"), "--feed", "none", .. arguments]);

    /// <summary>The product as another build made it.</summary>
    public static Task<SiloProcess> StartBuildAsync(string program, string dataPath, params string[] arguments) =>
        RunAsync(dataPath, [program, "--port", "0", "--data", dataPath, "--feed", "none", .. arguments]);

    /// <summary>The same with a ledger that keeps nothing.</summary>
    public static Task<SiloProcess> StartForgetfulAsync(string dataPath) =>
        RunAsync(dataPath, [Machine.Metadata("BaselineSiloPath"), dataPath]);

    /// <summary>The same with a transaction of PostgreSQL for each order.</summary>
    public static Task<SiloProcess> StartBaselineAsync(string dataPath, string connection) =>
        RunAsync(dataPath, [Machine.Metadata("BaselineSiloPath"), dataPath, connection]);

    /// <summary>The same with a way of its own, by the name that the silo of the benchmarks knows.</summary>
    public static Task<SiloProcess> StartWayAsync(string dataPath, string connection, string way) =>
        RunAsync(dataPath, [Machine.Metadata("BaselineSiloPath"), dataPath, connection, way]);

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
            var isGateway = line.StartsWith(Announcement, StringComparison.Ordinal);
            if (isGateway || line.StartsWith(SiloAnnouncement, StringComparison.Ordinal))
            {
                _ = TellAsync(process.StandardOutput);
                return new SiloProcess(process, dataPath, isGateway ? [new Uri(line[Announcement.Length..])] : []);
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException(
            $"The silo did not start; it ended with {process.ExitCode}: {complaints}");
    }

    // What it logs from here on went wrong, and bears on the figures.
    private static async Task TellAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("mint a token", StringComparison.Ordinal))
            {
                await Console.Error.WriteLineAsync(line);
            }
        }
    }

    /// <summary>Tells it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
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
