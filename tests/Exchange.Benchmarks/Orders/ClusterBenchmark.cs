using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// Durable orders per second through gRPC on one, two and three silos of Microsoft Orleans, each a process, beside
/// one process that is silo and gateway; and how many grain calls an order is. All on one machine: what silos cost each
/// other shows here, what they gain on machines of their own does not.
/// </summary>
internal static class ClusterBenchmark
{
    /// <summary>A cold process runs at half speed, and several on few cores warm up slowly.</summary>
    private const double WarmUpSeconds = 20;

    private const int SilosMax = 3;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        if (Machine.Metadata("Stack") != "orleans")
        {
            Console.WriteLine("cluster: needs Microsoft Orleans; build with -p:Stack=orleans");
            return;
        }

        using var scratch = new Scratch(options.DataPath);
        await using var databases = await PostgresDatabases.StartAsync(scratch);
        var table = OrderRuns.Table("orders through gRPC");
        var alone = await MeasureAsync(databases, "alone", tables => tables.StartSiloAsync(), options);
        alone.Row(table, "silo and gateway in one process");
        List<double> perSecond = [];
        for (var silos = 1; silos <= SilosMax; silos++)
        {
            var count = silos;
            var runs = await MeasureAsync(
                databases, $"silos{count}", tables => tables.StartClusterAsync(count), options);
            runs.Row(table, $"{count} {(count == 1 ? "silo" : "silos")} and a gateway, a process each");
            perSecond.Add(runs.PerSecond.Median);
        }

        var bundled = Machine.Metadata("BundledSiloPath");
        if (File.Exists(bundled))
        {
            var runs = await MeasureAsync(databases, "bundled", tables => tables.StartBuildAsync(bundled), options);
            runs.Row(table, "bundled stack, one process");
        }

        Console.WriteLine(databases.Description);
        Console.WriteLine(options.LoadDescription);
        table.Print();
        var calls = await GrainCalls.CountAsync(databases.MakeTables("counted"), options);
        Console.WriteLine($"grain calls for an order: {calls}");
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores for all silos, the gateway, PostgreSQL and the load together: more "
            + "silos show what they cost here, not what they gain on machines of their own");
        Console.WriteLine("every order acknowledged was found in the ledger after a kill of all processes");
        if (!File.Exists(bundled))
        {
            Console.WriteLine(
                "for the bundled stack beside it: dotnet build src/Exchange.Silo -c Release -p:Stack=bundled");
        }

        for (var silos = 2; silos <= SilosMax; silos++)
        {
            Ratio.Print($"orders-silos-{silos}", perSecond[silos - 1] / perSecond[0]);
        }
    }

    // One after the other, and none there while another is measured: so many processes would be in each other's way.
    private static async Task<OrderRuns> MeasureAsync<T>(
        PostgresDatabases databases, string name, Func<PostgresTables, Task<T>> start, BenchmarkOptions options)
        where T : IExchange
    {
        var tables = databases.MakeTables(name);
        await using var rig = await OrderRig.StartAsync(start(tables), tables.CountOrders, options);
        await rig.Load.RunAsync(WarmUpSeconds);
        var runs = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await runs.AddAsync(rig, options.Seconds);
        }

        await rig.CloseAsync();
        return runs;
    }
}
