using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Exchange.EndToEnd.Tests.Support;
using Exchange.V1;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// The load of <c>tests/interop/load.mjs</c>: what it sent and was answered becomes promises to check.
/// </summary>
internal sealed class NodeLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Promises _promises;
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _problems = [];
    private long _orders;
    private long _updates;

    private NodeLoad(Process process, Promises promises) => (_process, _promises) = (process, promises);

    /// <summary>Orders that were filled.</summary>
    public int Acknowledged => _promises.Acknowledged;

    /// <summary>Orders that were given up because nobody could say what had become of them.</summary>
    public int Voided => _promises.Voided;

    /// <summary>Starts trading through all gateways.</summary>
    public static NodeLoad Start(ClusterFixture cluster, string[] wallets, int traders, Promises promises)
    {
        Install();
        using var client = cluster.Client();
        var plan = JsonSerializer.Serialize(new
        {
            gateways = cluster.Addresses,
            wallets = wallets.Select(id => new { id, token = client.Token(id, "trader") }),
            symbols = new[] { "BTC3L", "ETH3L", "BTC3S", "ETH3S" },
            traders,
        });
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("node", ["load.mjs"])
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        var load = new NodeLoad(process, promises);
        process.OutputDataReceived += (_, line) => load.Read(line.Data);
        process.ErrorDataReceived += (_, line) => load.Complain(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.WriteLine(plan);
        return load;
    }

    /// <summary>Waits until orders are filled and every reader of values hears some, beyond what was so far.</summary>
    public async Task GoesOn(int orders = 20, int updates = 20)
    {
        var (ordersBefore, updatesBefore) = (Interlocked.Read(ref _orders), Interlocked.Read(ref _updates));
        using var limit = new CancellationTokenSource(Patience);
        while (Interlocked.Read(ref _orders) < ordersBefore + orders
            || Interlocked.Read(ref _updates) < updatesBefore + updates)
        {
            Assert.False(_process.HasExited, Problems());
            try
            {
                await Task.Delay(20, limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{_orders - ordersBefore} orders and {_updates - updatesBefore} values: {Problems()}");
            }
        }
    }

    /// <summary>Lets it finish what is open; answers its own summary.</summary>
    public async Task<string> End()
    {
        _process.StandardInput.WriteLine("enough");
        await Task.WhenAny(_end.Task, _process.WaitForExitAsync()).WaitAsync(Patience);
        await _process.WaitForExitAsync();
        Assert.True(_end.Task.IsCompletedSuccessfully, Problems());
        lock (_problems)
        {
            Assert.Empty(_problems);
        }

        return await _end.Task;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "ExchangeCluster.sln")))
            {
                folder = folder.Parent!;
            }

            return Path.Combine(folder.FullName, "tests", "interop");
        }
    }

    // As `npm ci` does for the checks; packages that are there stay.
    private static void Install()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "grpc-js")))
        {
            return;
        }

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent", "--no-audit", "--no-fund"])
        { WorkingDirectory = Folder })!;
        npm.WaitForExit();
        Assert.True(npm.ExitCode == 0, "npm ci failed");
    }

    private void Read(string? line)
    {
        switch (line?.Split(' ', 3))
        {
            case ["sent", var wallet, var id]:
                _promises.Send(wallet, id);
                break;
            case ["filled", var wallet, var answer]:
                _promises.Acknowledge(
                    wallet, PlaceOrderResponse.Parser.ParseFrom(Convert.FromBase64String(answer)).Order);
                break;
            case ["voided", var wallet, var id]:
                _promises.Void(wallet, id);
                break;
            case ["count", var orders, var updates]:
                Interlocked.Exchange(ref _orders, long.Parse(orders, CultureInfo.InvariantCulture));
                Interlocked.Exchange(ref _updates, long.Parse(updates, CultureInfo.InvariantCulture));
                break;
            case ["end", var summary]:
                _end.TrySetResult(summary);
                break;
            case not null:
                Complain(line);
                break;
        }
    }

    private void Complain(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            lock (_problems)
            {
                _problems.Add(line);
            }
        }
    }

    private string Problems()
    {
        lock (_problems)
        {
            return string.Join('\n', _problems);
        }
    }
}
