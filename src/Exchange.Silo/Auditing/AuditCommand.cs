using System.CommandLine;
using Exchange.Ledger;
using Exchange.Silo.Storage;

namespace Exchange.Silo.Auditing;

/// <summary>
/// <c>exchange audit</c>: replays the ledger of a data folder, whether an exchange runs on it or not, and proves it.
/// Exit code 0: proved; 1: something is wrong, and the first offence is named; 2: there is no ledger to look
/// at, or it was stopped.
/// </summary>
internal static class AuditCommand
{
    private const int Proved = 0;
    private const int Offended = 1;
    private const int UsageError = 2;

    public static Command Create(Option<string> data, LedgerArguments ledger)
    {
        var summary = new Option<bool>("--summary") { Description = "the totals and the verdict alone" };
        var json = new Option<bool>("--json") { Description = "one JSON object, for programs" };
        var command = new Command("audit", "Replay the ledger and prove it to the last digit.") { data, summary, json };
        ledger.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(
            ledger.Connection(parsed), parsed.GetValue(data)!, parsed.GetValue(summary), parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> Run(
        string? connection, string folder, bool summary, bool json, CancellationToken cancellation)
    {
        try
        {
            await using var ledger = await LedgerDatabase.OpenReadOnly(connection, folder, cancellation);
            if (ledger is null)
            {
                await Console.Error.WriteLineAsync("exchange-silo: there is no ledger in this data folder");
                return UsageError;
            }

            var report = await EntryProgress.RunAsync(
                "auditing",
                EntryProgress.IsShown(toTerminal: false),
                progress => LedgerAudit.RunAsync(ledger, progress, cancellation));
            Console.Write(json ? AuditText.Json(report) : AuditText.Table(report, summary));
            return report.IsClean ? Proved : Offended;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Who stopped it has no proof, and no finding either.
            return UsageError;
        }
        catch (LedgerException exception)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return UsageError;
        }
    }
}
