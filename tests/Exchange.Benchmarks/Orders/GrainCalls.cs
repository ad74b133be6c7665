using System.Globalization;
using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// How many calls grains get for an order, counted in a silo of its own: counting would slow down a measured one.
/// </summary>
internal static class GrainCalls
{
    private const double Seconds = 2;

    /// <summary>What the silo of the benchmarks writes when it stops.</summary>
    private const string FileName = "grain-calls.csv";

    /// <summary>Calls that belong to making the rig, not to orders.</summary>
    private static readonly string[] Preparing =
        ["IWalletGrain.Deposit", "ITokenGrain.Create", "IListingGrain.Add", "IMarketFeedGrain.Attach"];

    /// <summary>Counts them, by method.</summary>
    public static async Task<string> CountAsync(PostgresTables tables, BenchmarkOptions options)
    {
        var silo = await tables.StartWayAsync("counted");
        await using var rig = await OrderRig.StartAsync(Task.FromResult(silo), null, options);
        await rig.Load.RunAsync(Seconds);
        await rig.CloseAsync();
        await silo.StopAsync();
        var calls = File.ReadLines(Path.Combine(silo.DataPath, FileName))
            .Select(line => line.Split(','))
            .Select(each => (Method: each[0], Count: long.Parse(each[1], CultureInfo.InvariantCulture)))
            .Where(each => !Preparing.Contains(each.Method))
            .OrderByDescending(each => each.Count)
            .ToArray();
        var orders = (double)rig.Load.Acknowledged;
        var most = calls.Take(3).Select(each => $"{each.Method} {Figures.Hundredths(each.Count / orders)}");
        return $"{Figures.Hundredths(calls.Sum(each => each.Count) / orders)} ({string.Join(", ", most)})";
    }
}
