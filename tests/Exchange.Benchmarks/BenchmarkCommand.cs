using System.CommandLine;
using Exchange.Benchmarks.Baskets;
using Exchange.Benchmarks.Harness;
using Exchange.Benchmarks.Ledgers;
using Exchange.Benchmarks.Orders;

namespace Exchange.Benchmarks;

/// <summary>The command line of the benchmarks.</summary>
internal static class BenchmarkCommand
{
    private const int UsageError = 2;

    private static readonly (string Name, Func<BenchmarkOptions, Task> Run)[] All =
    [
        ("basket", BasketBenchmark.RunAsync),
        ("ledger", LedgerBenchmark.RunAsync),
        ("gateway", GatewayBenchmark.RunAsync),
        ("orders", OrdersBenchmark.RunAsync),
        ("textbook", TextbookBenchmark.RunAsync),
        ("cluster", ClusterBenchmark.RunAsync),
    ];

    public static RootCommand Create()
    {
        var name = new Argument<string>("NAME")
        { Description = $"{string.Join(", ", All.Select(benchmark => benchmark.Name))}, or all" };
        name.AcceptOnlyFromAmong([.. All.Select(benchmark => benchmark.Name), "all"]);
        var seconds = new Option<double>("--seconds")
        { Description = "length of one run", DefaultValueFactory = _ => 5 };
        var runs = new Option<int>("--runs")
        { Description = "measured runs; the median counts", DefaultValueFactory = _ => 5 };
        var wallets = new Option<int>("--wallets")
        { Description = "wallets that place orders", DefaultValueFactory = _ => 10_000 };
        var tokens = new Option<int>("--tokens")
        { Description = "tokens that are traded", DefaultValueFactory = _ => 8 };
        var inFlight = new Option<int>("--inflight")
        { Description = "orders under way at once", DefaultValueFactory = _ => 256 };
        var connections = new Option<int>("--connections")
        { Description = "HTTP/2 connections that they share", DefaultValueFactory = _ => 8 };
        var data = new Option<string>("--data")
        {
            Description = "folder for the databases, and so the disk that is measured",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var ledger = new Option<string>("--ledger")
        { Description = "database of the ledger", DefaultValueFactory = _ => BenchmarkOptions.Postgres };
        ledger.AcceptOnlyFromAmong(BenchmarkOptions.Postgres, BenchmarkOptions.Sqlite);
        var command = new RootCommand("Measures the exchange against the goals of its design.")
        { name, seconds, runs, wallets, tokens, inFlight, connections, data, ledger };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(name)!,
            new BenchmarkOptions(
                parsed.GetValue(seconds),
                parsed.GetValue(runs),
                parsed.GetValue(wallets),
                parsed.GetValue(tokens),
                parsed.GetValue(inFlight),
                parsed.GetValue(connections),
                parsed.GetValue(data)!,
                parsed.GetValue(ledger)!)));
        return command;
    }

    private static async Task<int> RunAsync(string name, BenchmarkOptions options)
    {
        if (options.Complaint is { } complaint)
        {
            await Console.Error.WriteLineAsync($"exchange-benchmarks: {complaint}");
            return UsageError;
        }

        Machine.Print(options.DataPath);
        foreach (var benchmark in All.Where(each => name == "all" || each.Name == name))
        {
            Console.WriteLine();
            await benchmark.Run(options);
        }

        return 0;
    }
}
