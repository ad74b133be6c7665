using System.Diagnostics;
using System.Globalization;
using System.Text;
using Exchange.Benchmarks.Harness;
using Microsoft.Data.Sqlite;

namespace Exchange.Benchmarks.Orders;

/// <summary>A silo with its gateway in a process of its own, as its users run it, on a fresh data folder.</summary>
internal sealed class SiloProcess : IDisposable
{
    private const string Announcement = "exchange: listening on ";
    private const string OrdersText = "SELECT count(*) FROM entry WHERE kind IN (3, 4)"; // creations and redemptions

    private readonly Process _process;

    private SiloProcess(Process process, string dataPath, Uri address)
    {
        _process = process;
        DataPath = dataPath;
        Address = address;
    }

    public string DataPath { get; }

    public Uri Address { get; }

    /// <summary>Whether its ledger keeps nothing.</summary>
    public bool IsForgetful { get; private init; }

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
    public static Task<SiloProcess> StartAsync(string dataPath, int ledgerBatch) => StartAsync(
        dataPath,
        [
            Machine.Metadata("SiloPath"), "--port", "0", "--data", dataPath, "--feed", "none",
            "--ledger-batch", ledgerBatch.ToString(CultureInfo.InvariantCulture),
        ]);

    /// <summary>The same with a ledger that keeps nothing.</summary>
    public static Task<SiloProcess> StartForgetfulAsync(string dataPath) =>
        StartAsync(dataPath, [Machine.Metadata("ForgetfulSiloPath"), dataPath], isForgetful: true);

    private static async Task<SiloProcess> StartAsync(string dataPath, string[] arguments, bool isForgetful = false)
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
                return new SiloProcess(process, dataPath, new Uri(line[Announcement.Length..]))
                { IsForgetful = isForgetful };
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException(
            $"The silo did not start; it ended with {process.ExitCode}: {complaints}");
    }

    /// <summary>
    /// Kills it without warning and counts the orders that its ledger has: acknowledged means durable.
    /// </summary>
    public long KillAndCountOrders()
    {
        _process.Kill();
        _process.WaitForExit();
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataPath, "ledger.db"), Pooling = false }
                .ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = OrdersText;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
