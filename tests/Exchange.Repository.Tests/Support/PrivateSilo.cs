using System.Collections.Concurrent;
using System.Diagnostics;

namespace Exchange.Repository.Tests.Support;

/// <summary>The silo of this build as a process of its own: a free port, a data folder that goes with it.</summary>
internal sealed class PrivateSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PrivateSilo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Built.Silo, "--port", "0", "--data", Data, .. arguments])
        {
            WorkingDirectory = Built.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException(Said));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Data { get; } = Directory.CreateTempSubdirectory("exchange-tour-").FullName;

    public string Address { get; private set; } = "";

    public string Said => string.Join('\n', _said);

    public static async Task<PrivateSilo> StartAsync(params IEnumerable<string> arguments)
    {
        var silo = new PrivateSilo(arguments);
        try
        {
            silo.Address = await silo._address.Task.WaitAsync(Patience);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public async Task HearAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Said.Contains(text, StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);
    }

    /// <summary>A script that talks to this silo.</summary>
    public Shell Run(string script) => Shell.Run(
        "set -euo pipefail\n" + script,
        ("EXCHANGE_ADDRESS", Address),
        ("EXCHANGE_DATA", Data),
        ("EXCHANGE_TOKEN", ""),
        ("STACK", Built.Stack));

    /// <summary>SIGTERM, as whoever runs it stops it; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await _process.WaitForExitAsync().WaitAsync(Patience);

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private void Hear(string? line)
    {
        const string Listening = "listening on ";
        if (line is null)
            return;

        _said.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(line[(at + Listening.Length)..].Trim());
    }
}
