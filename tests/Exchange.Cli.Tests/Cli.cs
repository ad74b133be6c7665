using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Exchange.Cli.Tests;

/// <summary>Runs the client as its users do: a process, its exit code and what it printed.</summary>
internal sealed record Cli(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Program = typeof(Cli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "CliPath").Value!;

    /// <summary>stdout as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>stdout line by line.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs one command line; <paramref name="environment"/> is all it sees of EXCHANGE_*.</summary>
    public static async Task<Cli> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts one command line and leaves it running.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] mine = [.. start.Environment.Keys.Where(key => key.StartsWith("EXCHANGE_", StringComparison.Ordinal))];
        foreach (var name in mine)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a run.</summary>
    public static async Task<Cli> EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Cli(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Asserts that the run ended with a code and one line on stderr that starts so.</summary>
    public void Fails(int exitCode, string start)
    {
        Assert.StartsWith(start, Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal(Error.Length - 1, Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Empty(Output);
    }

    /// <summary>Asserts that the run did what it was asked and complained of nothing.</summary>
    public Cli Succeeds()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        Assert.DoesNotContain('\u001b', Output);
        return this;
    }
}
