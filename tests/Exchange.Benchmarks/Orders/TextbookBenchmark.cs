using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// The same orders through the same gateway on Microsoft Orleans, made durable by the ledger and in the two ways of its
/// textbook: each grain writes its state, or a transaction of Orleans changes both. Beside them nothing durable, which
/// no way can outdo.
/// </summary>
internal static class TextbookBenchmark
{
    /// <summary>A cold process runs at half speed.</summary>
    private const double WarmUpSeconds = 8;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        if (Machine.Metadata("Stack") != "orleans")
        {
            Console.WriteLine("textbook: needs Microsoft Orleans; build with -p:Stack=orleans");
            return;
        }

        using var scratch = new Scratch(options.DataPath);
        await using var databases = await PostgresDatabases.StartAsync(scratch);
        var tables = databases.MakeTables("ledger");
        await using var ledger = await OrderRig.StartAsync(tables.StartSiloAsync(), tables.CountOrders, options);
        await using var forgetful = await OrderRig.StartAsync(
            SiloProcess.StartForgetfulAsync(scratch.File("forgetful")), null, options);
        await using var state = await TextbookWay.StartAsync(databases, "write-state", options);
        await using var lean = await TextbookWay.StartAsync(databases, "write-state-lean", options);
        await using var transactions = await TextbookWay.StartAsync(databases, "transactions", options);
        TextbookWay[] ways = [state, lean, transactions];
        await ledger.Load.RunAsync(WarmUpSeconds);
        await forgetful.Load.RunAsync(WarmUpSeconds);
        foreach (var way in ways)
        {
            await way.WarmUpAsync(WarmUpSeconds);
        }

        // One run of each in turn; whoever is not measured has nothing to do but to take a price every second.
        var together = new OrderRuns();
        var nothing = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await together.AddAsync(ledger, options.Seconds);
            await nothing.AddAsync(forgetful, options.Seconds);
            foreach (var way in ways)
            {
                await way.Runs.AddAsync(way.Rig, options.Seconds);
            }
        }

        await ledger.CloseAsync();
        foreach (var way in ways)
        {
            await way.Rig.CloseAsync();
        }

        Console.WriteLine(databases.Description);
        Console.WriteLine(
            "grain storage: ADO.NET, binary states, prepared statements, 32 connections, fillfactor 50, vacuumed");
        Console.WriteLine(options.LoadDescription);
        var table = OrderRuns.Table("orders through gRPC on Microsoft Orleans");
        together.Row(table, "group commit of the ledger");
        state.Runs.Row(table, "WriteStateAsync of wallet and token");
        lean.Runs.Row(table, "the same, an order sent twice is done twice");
        transactions.Runs.Row(table, "Orleans Transactions of wallet and token");
        nothing.Row(table, "nothing durable, the limit");
        table.Print();
        Console.WriteLine(
            $"grain states written for an order: WriteStateAsync {Figures.Hundredths(state.WritesPerOrder)}, "
            + $"transactions {Figures.Hundredths(transactions.WritesPerOrder)}");
        Console.WriteLine(
            "after a kill every order acknowledged was found in the ledger, and for WriteStateAsync as many states as "
            + "they make; what transactions kept was not counted");
        Ratio.Print("orders-write-state", together.PerSecond.Median / state.Runs.PerSecond.Median);
        Ratio.Print("orders-write-state-lean", together.PerSecond.Median / lean.Runs.PerSecond.Median);
        Ratio.Print("orders-transactions", together.PerSecond.Median / transactions.Runs.PerSecond.Median);
        Ratio.Print("limit-write-state", nothing.PerSecond.Median / state.Runs.PerSecond.Median);
    }
}
