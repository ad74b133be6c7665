using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Ledgers;

/// <summary>Entries of buy orders committed per second: grouped, beside one transaction for each.</summary>
internal static class LedgerBenchmark
{
    private const double WarmUpSeconds = 2;
    private const int GroupChunk = 40_000;
    private const int SingleChunk = 1_000;

    private static readonly LedgerOptions Group = new();

    // Under way at once: as many as there are orders in the other benchmark, some more, and so many that one full
    // transaction waits behind another: the writer is fed as fast as it takes them.
    private static readonly (string Name, Func<Database, Task<ILedger>> Open, int InFlight, int Chunk)[] Rows =
    [
        ("", database => database.OpenSingleAsync(), 256, SingleChunk),
        ("group commit, 256 in flight", database => database.OpenAsync(Group), 256, GroupChunk),
        ("group commit, 1,000 in flight", database => database.OpenAsync(Group), 1_000, GroupChunk),
        ("group commit, 8,000 in flight: the ceiling", database => database.OpenAsync(Group), 8_000, GroupChunk),
    ];

    private const int RatioRow = 3;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        using var scratch = new Scratch(options.DataPath);
        await using var databases = await options.StartDatabasesAsync(scratch);
        var rigs = new List<LedgerRig>();
        foreach (var (_, open, inFlight, chunk) in Rows)
        {
            var database = databases.Make($"ledger-{rigs.Count}");
            rigs.Add(await LedgerRig.OpenAsync(database, open, inFlight, chunk, options));
            await rigs[^1].MeasureAsync(WarmUpSeconds);
        }

        // One run of each in turn, so that whatever else the machine does falls on all of them.
        var results = Rows.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < options.Runs; run++)
        {
            for (var row = 0; row < Rows.Length; row++)
            {
                results[row].Add(await rigs[row].MeasureAsync(options.Seconds));
            }
        }

        foreach (var rig in rigs)
        {
            await rig.DisposeAsync();
        }

        Print(options, databases, [.. results.Select(each => new Series(each))]);
    }

    private static void Print(BenchmarkOptions options, IDatabases databases, Series[] series)
    {
        Console.WriteLine(databases.Description);
        Console.WriteLine(
            $"batch limit {Group.BatchLimit}; {Figures.Whole(options.Wallets)} wallets, "
            + $"{options.Tokens} tokens; {options.Runs} runs of {Figures.Tenths(options.Seconds)} s");
        var table = new Table("ledger, buy orders", "entries/s", "spread");
        for (var row = 0; row < Rows.Length; row++)
        {
            var name = row == 0 ? databases.SingleDescription : Rows[row].Name;
            table.Row(name, Figures.Whole(series[row].Median), Figures.Percent(series[row].Spread));
        }

        table.Print();
        Ratio.Print($"ledger-{databases.Name}", series[RatioRow].Median / series[0].Median);
    }
}
