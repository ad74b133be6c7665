using System.Security.Cryptography;

namespace Exchange.Benchmarks.Orders;

/// <summary>Silos of one cluster, each a process of its own, and a gateway before them.</summary>
internal sealed class ClusterProcesses : IExchange
{
    private const int KeyLengthBytes = 32;

    /// <summary>Silos that join ask tokens to spread after some seconds; what is measured comes after that.</summary>
    private static readonly TimeSpan SpreadPause = TimeSpan.FromSeconds(7);

    private readonly SiloProcess[] _processes;

    private ClusterProcesses(string dataPath, SiloProcess[] processes)
    {
        DataPath = dataPath;
        _processes = processes;
        Addresses = [.. processes.SelectMany(process => process.Addresses)];
    }

    public string DataPath { get; }

    public IReadOnlyList<Uri> Addresses { get; }

    public TimeSpan CpuTime =>
        _processes.Aggregate(TimeSpan.Zero, static (sum, process) => sum + process.CpuTime);

    /// <summary>Starts the silos and then the gateway, and waits until it listens.</summary>
    public static async Task<ClusterProcesses> StartAsync(string dataPath, string connection, int silos)
    {
        Directory.CreateDirectory(dataPath);
        var key = Path.Combine(dataPath, "jwt.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLengthBytes)));
        string[] common =
            ["--cluster", "benchmark", "--key-file", key, "--ledger", "postgres", "--connection", connection];
        List<SiloProcess> started = [];
        for (var silo = 0; silo < silos; silo++)
        {
            started.Add(await SiloProcess.StartOfClusterAsync(
                dataPath, ["--role", "silo", "--silo-port", "0", "--gateway-port", "0", .. common]));
        }

        started.Add(await SiloProcess.StartOfClusterAsync(dataPath, ["--role", "gateway", "--port", "0", .. common]));
        await Task.Delay(SpreadPause);
        return new ClusterProcesses(dataPath, [.. started]);
    }

    public void Kill() => Array.ForEach(_processes, static process => process.Kill());

    public void Dispose() => Array.ForEach(_processes, static process => process.Dispose());
}
