using System.Text;
using Exchange.Cli.Output;
using Grpc.Core;

namespace Exchange.Cli;

/// <summary>Says on one line of stderr why a command did not do what it was asked, and gives the exit code.</summary>
internal static class Failure
{
    /// <summary>A line that makes no sense.</summary>
    public static int Usage(string message) => Say(ExitCode.Usage, $"usage: {message}");

    /// <summary>The exchange was asked and answered nothing that can be read back as done.</summary>
    /// <param name="fault">What the call ended with.</param>
    /// <param name="address">Where it went.</param>
    /// <param name="repeatId">The id the command carried, if the same command may be repeated with it.</param>
    public static int OfCall(RpcException fault, string address, string? repeatId)
    {
        var detail = fault.Status.Detail is { Length: > 0 } text ? text.TrimEnd('.') : "no more is known";
        var reason = ReasonOf(fault);
        var word = reason ?? NameOf(fault.StatusCode);
        switch (fault.StatusCode)
        {
            case StatusCode.Unavailable:
                var what = reason ?? $"no exchange answers at {address}";
                return Say(ExitCode.Unavailable, $"unavailable: {what}: {detail}{Repeat(repeatId)}");
            case StatusCode.DeadlineExceeded:
                return Say(ExitCode.Unavailable, $"unavailable: no answer from {address} in time{Repeat(repeatId)}");
            case StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss:
                return Say(ExitCode.Refused, $"failed: {word}: {detail}{Repeat(repeatId)}");
            default:
                return Say(ExitCode.Refused, $"refused: {word}: {detail}");
        }
    }

    /// <summary>The user did not wait for the answer.</summary>
    public static int Interrupted(string? repeatId) => Say(ExitCode.Interrupted, $"interrupted{Repeat(repeatId)}");

    /// <summary>The machine-readable word of a refusal, from the trailer <c>reason</c>; null without one.</summary>
    public static string? ReasonOf(RpcException fault) =>
        fault.Trailers.GetValue("reason") is { Length: > 0 } reason ? reason : null;

    /// <summary>Prints one line and passes the exit code on.</summary>
    public static int Say(int exitCode, string line)
    {
        Console.Error.WriteLine(Cells.OneLine(line));
        return exitCode;
    }

    private static string Repeat(string? id) => id is null ? "" : $"; repeating it with --id {id} is safe";

    /// <summary>The name of a status as gRPC writes it: FAILED_PRECONDITION, not FailedPrecondition.</summary>
    private static string NameOf(StatusCode code)
    {
        var name = new StringBuilder();
        foreach (var letter in code.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
