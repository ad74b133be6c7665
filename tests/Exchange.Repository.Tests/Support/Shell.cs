using System.Diagnostics;

namespace Exchange.Repository.Tests.Support;

/// <summary>What became of a bash script.</summary>
internal sealed record Shell(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a script in the root of the repository.</summary>
    public static Shell Run(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = Built.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var error = bash.StandardError.ReadToEndAsync();
        if (!bash.WaitForExit(Patience))
        {
            bash.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end: {script}");
        }

        return new Shell(bash.ExitCode, output.Result, error.Result);
    }
}
