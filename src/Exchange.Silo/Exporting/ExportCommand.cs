using System.CommandLine;
using Exchange.Ledger;
using Exchange.Silo.Storage;

namespace Exchange.Silo.Exporting;

/// <summary>
/// <c>exchange export</c>: writes the journal out as CSV or JSON lines, whether an exchange runs on it or not. Exit
/// code 0: all of it was written, or whoever read it had enough; 2: it was not.
/// </summary>
internal static class ExportCommand
{
    private const int Done = 0;
    private const int Failed = 2;
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    public static Command Create(Option<string> data, LedgerArguments ledger)
    {
        var wallet = new Option<string?>("--wallet") { Description = "the entries of this wallet alone" };
        var format = new Option<string>("--format")
        {
            Description = "csv: a row per posting; jsonl: a line of JSON per entry",
            DefaultValueFactory = _ => Csv,
        };
        format.AcceptOnlyFromAmong(Csv, JsonLines);
        var output = new Option<string?>("--output") { Description = "a file; else standard output" };
        var force = new Option<bool>("--force") { Description = "replace the file if it is there" };
        var from = new Option<DateTimeOffset?>("--from")
        { Description = "entries from this time on (UTC)", CustomParser = UtcTime.Parse };
        var to = new Option<DateTimeOffset?>("--to")
        { Description = "entries before this time (UTC)", CustomParser = UtcTime.Parse };
        var command = new Command("export", "Write the journal of the ledger out, in the order of its sequence.")
        { data, wallet, format, output, force, from, to };
        ledger.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(
            ledger.Connection(parsed),
            parsed.GetValue(data)!,
            new ExportOptions(
                parsed.GetValue(wallet),
                parsed.GetValue(format) == JsonLines,
                parsed.GetValue(output),
                parsed.GetValue(force),
                parsed.GetValue(from),
                parsed.GetValue(to)),
            cancellation));
        return command;
    }

    private static async Task<int> Run(
        string? connection, string folder, ExportOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var ledger = await LedgerDatabase.OpenReadOnly(connection, folder, cancellation);
            if (ledger is null)
            {
                await Console.Error.WriteLineAsync("exchange-silo: there is no ledger in this data folder");
                return Failed;
            }

            return await EntryProgress.RunAsync(
                "exporting",
                EntryProgress.IsShown(toTerminal: options.Output is null),
                async progress =>
                {
                    await JournalExport.RunAsync(ledger, options, progress, cancellation);
                    return Done;
                });
        }
        catch (IOException exception) when (StandardOutput.IsBroken(exception))
        {
            return Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Failed;
        }
        catch (Exception exception) when (exception is LedgerException or UnreadableEntryException or IOException
            or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return Failed;
        }
    }
}
