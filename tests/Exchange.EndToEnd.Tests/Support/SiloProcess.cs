using System.Collections.Concurrent;
using System.Diagnostics;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>The exchange as its users run it: a process of its own, on a free port, in a folder of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    /// <summary>Five start at once, on as many processors as there are.</summary>
    private static readonly TimeSpan JoinLimit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(string folder, ProcessStartInfo start)
    {
        Folder = folder;
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
    public static SiloProcess Launch(string folder, params string[] arguments) =>
        new(folder, StartInfo(Assembly(), ["--port", "0", "--data", folder, .. arguments]));

    /// <summary>Starts one of a cluster, which needs no folder, and waits until it says that it is there.</summary>
    /// <param name="build">The silo's assembly.</param>
    /// <param name="key">What tokens are checked with.</param>
    /// <param name="said">What it says then.</param>
    /// <param name="arguments">Its options.</param>
    /// <param name="space">The network namespace that it is in; null: the host's.</param>
    public static async Task<SiloProcess> Join(
        string build, byte[] key, string said, string[] arguments, string? space = null)
    {
        var start = StartInfo(build, arguments, space);
        start.Environment["EXCHANGE_TOKEN_KEY"] = Convert.ToBase64String(key);
        var process = new SiloProcess("", start);
        try
        {
            await process.WaitFor(said, JoinLimit);
            return process;
        }
        catch (OperationCanceledException)
        {
            var log = process.Log();
            process.Dispose();
            throw new InvalidOperationException($"it did not say '{said}': {log}");
        }
    }

    public static async Task<SiloProcess> Start(string folder, params string[] arguments)
    {
        var silo = Launch(folder, arguments);
        silo.Address = await silo._address.Task.WaitAsync(StartLimit);
        return silo;
    }

    /// <summary>Starts one that gets its prices from the test alone.</summary>
    public static Task<SiloProcess> Start(Deployment exchange) =>
        Start(exchange.Folder, ["--feed", "none", .. exchange.Ledger]);

    /// <summary>Runs a command of the silo's to its end: the exit code, and all that it said.</summary>
    public static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(Assembly(), arguments))!;
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

    /// <summary>SIGSTOP: it stands still, as if cut off from the others; SIGCONT lets it go on.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task WaitForEnd(TimeSpan limit) => _process.WaitForExitAsync().WaitAsync(limit);

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

    // In a namespace what is started becomes the silo itself, with the id that signals go to.
    private static ProcessStartInfo StartInfo(string build, IEnumerable<string> arguments, string? space = null) =>
        new(space is null ? "dotnet" : "ip", [.. Within(space), build, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

    private static string[] Within(string? space) => space is null ? [] : ["netns", "exec", space, "dotnet"];

    public string Log() => string.Join('\n', _output);

    // The silo that was built with these tests: the same stack and configuration, beside them in the artifacts.
    public static string Assembly()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Exchange.Silo", own.Name, "exchange-silo.dll");
    }
}
