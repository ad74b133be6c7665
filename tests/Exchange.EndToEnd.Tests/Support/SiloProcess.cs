using System.Collections.Concurrent;
using System.Diagnostics;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>The exchange as its users run it: a process of its own, on a free port, in a folder of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(string folder, IEnumerable<string> arguments)
    {
        Folder = folder;
        var start = StartInfo(["--port", "0", "--data", folder, .. arguments]);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException(Log()));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Folder { get; }

    public string Address { get; private set; } = "";

    /// <summary>Starts it and does not wait until it listens.</summary>
    public static SiloProcess Launch(string folder, params string[] arguments) => new(folder, arguments);

    public static async Task<SiloProcess> Start(string folder, params string[] arguments)
    {
        var silo = new SiloProcess(folder, arguments);
        silo.Address = await silo._address.Task.WaitAsync(StartLimit);
        return silo;
    }

    /// <summary>Starts one that gets its prices from the test alone.</summary>
    public static Task<SiloProcess> Start(Deployment exchange) =>
        Start(exchange.Folder, ["--feed", "none", .. exchange.Ledger]);

    /// <summary>Runs a command of the silo's to its end: the exit code, and all that it said.</summary>
    public static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(StartLimit);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task WaitFor(string text, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        while (!_output.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            await Task.Delay(20, timeout.Token);
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until a file is in its folder.</summary>
    public async Task WaitForFile(string name, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        while (!File.Exists(Path.Combine(Folder, name)))
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> Stop()
    {
        using (Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        const string Said = "listening on ";
        var at = line.IndexOf(Said, StringComparison.Ordinal);
        if (at >= 0)
        {
            _address.TrySetResult(line[(at + Said.Length)..].Trim());
        }
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments) =>
        new("dotnet", [Assembly(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

    public string Log() => string.Join('\n', _output);

    // The silo that was built with these tests: the same stack and configuration, beside them in the artifacts.
    public static string Assembly()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Exchange.Silo", own.Name, "exchange-silo.dll");
    }
}
