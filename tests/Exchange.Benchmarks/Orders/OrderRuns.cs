using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>The runs of one row of the table.</summary>
internal sealed class OrderRuns
{
    private readonly List<LoadResult> _results = [];
    private readonly List<double> _siloMicroseconds = [];
    private readonly List<double> _clientMicroseconds = [];

    public Series PerSecond => new(_results.Select(result => result.PerSecond));

    public Series P99 => Percentile(0.99);

    /// <summary>A table for such rows.</summary>
    public static Table Table(string name) => new(
        name, "orders/s", "spread", "p50 ms", "p99 ms", "p99.9 ms", "silo us/order", "client us/order");

    /// <summary>Measures one more run.</summary>
    public async Task AddAsync(OrderRig rig, double seconds, double ratePerSecond = 0)
    {
        var (silo, client, orders) = (rig.SiloCpuTime, Environment.CpuUsage.TotalTime, rig.Load.Acknowledged);
        _results.Add(await rig.Load.RunAsync(seconds, ratePerSecond));
        var done = Math.Max(1, rig.Load.Acknowledged - orders);
        _siloMicroseconds.Add((rig.SiloCpuTime - silo).TotalMicroseconds / done);
        _clientMicroseconds.Add((Environment.CpuUsage.TotalTime - client).TotalMicroseconds / done);
    }

    public void Row(Table table, string name) => table.Row(
        name,
        Figures.Whole(PerSecond.Median),
        Figures.Percent(PerSecond.Spread),
        Figures.Hundredths(Percentile(0.5).Median),
        Figures.Hundredths(P99.Median),
        Figures.Hundredths(Percentile(0.999).Median),
        Figures.Whole(new Series(_siloMicroseconds).Median),
        Figures.Whole(new Series(_clientMicroseconds).Median));

    private Series Percentile(double share) => new(_results.Select(result => result.Latencies.Percentile(share)));
}
