using Exchange.Benchmarks.Harness;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Ledgers;

/// <summary>Entries of buy orders committed per second: grouped, beside one transaction for each.</summary>
internal static class LedgerBenchmark
{
    private const double WarmUpSeconds = 2;
    private const int GroupChunk = 20_000;
    private const int SingleChunk = 1_000;

    private static readonly LedgerOptions Group = new();

    // Under way at once: as many as there are orders, as many as a transaction takes, and more than that.
    private static readonly (string Name, int BatchLimit, int InFlight, int Chunk)[] Rows =
    [
        ("one transaction each, 256 in flight", 1, 256, SingleChunk),
        ("group commit, 256 in flight", Group.BatchLimit, 256, GroupChunk),
        ("group commit, 1,000 in flight", Group.BatchLimit, 1_000, GroupChunk),
        ("group commit, 4,000 in flight", Group.BatchLimit, 4_000, GroupChunk),
    ];

    private const int RatioRow = 2;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        using var scratch = new Scratch(options.DataPath);
        var rigs = new List<LedgerRig>();
        foreach (var (_, batchLimit, inFlight, chunk) in Rows)
        {
            var limits = Group with { BatchLimit = batchLimit };
            var file = scratch.File($"ledger-{rigs.Count}.db");
            rigs.Add(await LedgerRig.OpenAsync(file, limits, inFlight, chunk, options));
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

        Print(options, [.. results.Select(each => new Series(each))]);
    }

    private static void Print(BenchmarkOptions options, Series[] series)
    {
        Console.WriteLine(
            $"SQLite: WAL, synchronous FULL, batch limit {Group.BatchLimit}; {Figures.Whole(options.Wallets)} wallets, "
            + $"{options.Tokens} tokens; {options.Runs} runs of {Figures.Tenths(options.Seconds)} s");
        var table = new Table("ledger, buy orders", "entries/s", "spread");
        for (var row = 0; row < Rows.Length; row++)
        {
            table.Row(Rows[row].Name, Figures.Whole(series[row].Median), Figures.Percent(series[row].Spread));
        }

        table.Print();
        Ratio.Print("ledger-sqlite", series[RatioRow].Median / series[0].Median);
    }
}
