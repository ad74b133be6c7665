using System.CommandLine;
using Exchange.Cli.Client;
using Exchange.Cli.Output;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Cli.Commands;

/// <summary><c>watch</c>: net asset values as they change: a table redrawn in place, or a line per update.</summary>
internal static class WatchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbols = new Argument<string[]>("SYMBOL")
        {
            Description = "The tokens. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var count = new Option<int>("--count")
        {
            Description = "Stop after so many updates.",
            Validators = { Shared.Positive },
        };
        return new Command("watch", "Watch net asset values until Ctrl-C.") { symbols, count }.Does(async call =>
        {
            var request = new StreamNavRequest { Symbols = { call.Get(symbols) } };
            using var stream = call.MarketData.StreamNav(request, call.StreamOptions);
            var updates = Updates(call, stream, call.Get(count));
            if (!call.Printer.Json && call.Printer.IsTerminal)
                await new NavScreen(call.Printer.Terminal).ShowAsync(updates);
            else
                await PrintAsync(call.Printer, updates);
            return ExitCode.Done;
        });
    }

    /// <summary>The updates of a stream until the user stops it; at most so many if count is not 0.</summary>
    private static async IAsyncEnumerable<NavUpdate> Updates(
        Call call, AsyncServerStreamingCall<StreamNavResponse> stream, int count)
    {
        for (var seen = 0; count == 0 || seen < count; seen++)
        {
            if (!await MoveNext(stream.ResponseStream, call.Stopping))
                yield break;
            yield return stream.ResponseStream.Current.Update;
        }
    }

    /// <summary>Waits for the next update; false at the end or when the user has seen enough.</summary>
    private static async Task<bool> MoveNext(IAsyncStreamReader<StreamNavResponse> reader, CancellationToken stopping)
    {
        try
        {
            return await reader.MoveNext(stopping);
        }
        catch (Exception fault) when (Call.IsStopped(fault, stopping))
        {
            return false;
        }
    }

    private static async Task PrintAsync(Printer printer, IAsyncEnumerable<NavUpdate> updates)
    {
        await foreach (var update in updates)
        {
            if (printer.Json)
                printer.Message(update);
            else
                printer.Line($"{Cells.Time(update.PublishTime)}  {update.Symbol,-8}  {update.Sequence,10}  "
                    + $"nav {update.Nav,16}  mark {update.MarkPrice,16}  leverage {update.ActualLeverage,10}  "
                    + Cells.Word(update.Quality));
        }
    }
}
