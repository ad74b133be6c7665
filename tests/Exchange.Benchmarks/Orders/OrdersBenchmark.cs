using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;
using Exchange.Benchmarks.Ledgers;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// Durable orders per second through gRPC: grouped by the ledger, beside one transaction for each and beside nothing
/// durable, through the same gateway and grains; and how long an order takes at half the load that the exchange can
/// carry.
/// </summary>
internal static class OrdersBenchmark
{
    /// <summary>A cold process runs at half speed.</summary>
    private const double WarmUpSeconds = 8;

    private const int SingleCommits = 500;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        using var scratch = new Scratch(options.DataPath);
        await using var databases = await options.StartDatabasesAsync(scratch);
        var (one, other) = (databases.Make("grouped"), databases.Make("single"));
        await using var grouped = await OrderRig.StartAsync(one.StartSiloAsync(), one.CountOrders, options);
        await using var single = await OrderRig.StartAsync(other.StartSingleSiloAsync(), other.CountOrders, options);
        await using var forgetful = await OrderRig.StartAsync(
            SiloProcess.StartForgetfulAsync(scratch.File("forgetful")), null, options);
        await grouped.Load.RunAsync(WarmUpSeconds);
        await single.Load.RunAsync(WarmUpSeconds);
        await forgetful.Load.RunAsync(WarmUpSeconds);

        // One run of each in turn; whoever is not measured has nothing to do but to take a price every second.
        var together = new OrderRuns();
        var alone = new OrderRuns();
        var nothing = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await together.AddAsync(grouped, options.Seconds);
            await alone.AddAsync(single, options.Seconds);
            await nothing.AddAsync(forgetful, options.Seconds);
        }

        var half = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await half.AddAsync(grouped, options.Seconds, together.PerSecond.Median / 2);
        }

        await grouped.CloseAsync();
        await single.CloseAsync();
        await forgetful.CloseAsync();
        var commit = await CommitMilliseconds(databases.Make("commits"), options);

        Console.WriteLine(databases.Description);
        Console.WriteLine(options.LoadDescription);
        var table = OrderRuns.Table("orders through gRPC");
        together.Row(table, "group commit");
        alone.Row(table, databases.SingleDescription);
        nothing.Row(table, "nothing durable");
        half.Row(table, "group commit, half the load");
        table.Print();
        Console.WriteLine($"one commit of the database: {Figures.Hundredths(commit)} ms");
        Console.WriteLine("every order acknowledged was found in the ledger after a kill");
        Ratio.Print($"orders-{databases.Name}", together.PerSecond.Median / alone.PerSecond.Median);
        Ratio.Print($"orders-{databases.Name}-nothing-durable", together.PerSecond.Median / nothing.PerSecond.Median);
        Ratio.Print($"orders-latency-{databases.Name}", half.P99.Median / commit);
    }

    // One entry after the other, nothing else to do: what a commit takes when nobody shares it.
    private static async Task<double> CommitMilliseconds(Database database, BenchmarkOptions options)
    {
        await using var rig = await LedgerRig.OpenAsync(
            database, each => each.OpenAsync(new LedgerOptions()), 1, SingleCommits, options);
        await rig.MeasureAsync(1);
        var perSecond = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            perSecond.Add(await rig.MeasureAsync(1));
        }

        return 1000 / new Series(perSecond).Median;
    }
}
