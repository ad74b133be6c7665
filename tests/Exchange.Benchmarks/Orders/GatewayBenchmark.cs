using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// Orders per second through gRPC and grains with nothing durable: what all else that an order costs is measured by,
/// and the load to look into the silo and the client under.
/// </summary>
internal static class GatewayBenchmark
{
    /// <summary>A cold process runs at half speed.</summary>
    private const double WarmUpSeconds = 8;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        using var scratch = new Scratch(options.DataPath);
        await using var rig = await OrderRig.StartAsync(
            SiloProcess.StartForgetfulAsync(scratch.File("forgetful")), null, options);
        await rig.Load.RunAsync(WarmUpSeconds);

        var full = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await full.AddAsync(rig, options.Seconds);
        }

        var half = new OrderRuns();
        for (var run = 0; run < options.Runs; run++)
        {
            await half.AddAsync(rig, options.Seconds, full.PerSecond.Median / 2);
        }

        await rig.CloseAsync();
        var table = OrderRuns.Table("orders through gRPC, nothing durable");
        full.Row(table, "as many as are answered");
        half.Row(table, "half the load");
        table.Print();
    }
}
