using System.CommandLine;
using Exchange.Ledger;

namespace Exchange.Silo.Auditing;

/// <summary>
/// <c>exchange audit</c>: replays the ledger of a data folder, whether an exchange runs on it or not, and proves it.
/// Exit code 0: proved; 1: something is wrong, and the first offence is named; 2: there is no ledger to look at.
/// </summary>
internal static class AuditCommand
{
    private const int Proved = 0;
    private const int Offended = 1;
    private const int UsageError = 2;

    public static Command Create(Option<string> data)
    {
        var summary = new Option<bool>("--summary") { Description = "the totals and the verdict alone" };
        var json = new Option<bool>("--json") { Description = "one JSON object, for programs" };
        var command = new Command("audit", "Replay the ledger and prove it to the last digit.") { data, summary, json };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(data)!, parsed.GetValue(summary), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> Run(string folder, bool summary, bool json, CancellationToken cancellation)
    {
        var file = DataFolder.LedgerFileOf(folder);
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync("exchange-silo: there is no ledger in this data folder");
            return UsageError;
        }

        try
        {
            await using var ledger = await SqliteLedger.OpenAsync(file, new LedgerOptions(), TimeProvider.System);
            var report = await LedgerAudit.RunAsync(ledger, Progress(), cancellation);
            Console.Write(json ? AuditText.Json(report) : AuditText.Table(report, summary));
            return report.IsClean ? Proved : Offended;
        }
        catch (LedgerException exception)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return UsageError;
        }
    }

    // Only for eyes: a program that reads standard error gets errors alone.
    private static Action<long>? Progress() => Console.IsErrorRedirected
        ? null
        : static entries => Console.Error.Write($"\r{entries} entries ");
}
