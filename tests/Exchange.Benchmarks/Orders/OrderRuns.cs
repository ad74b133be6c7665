using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Orders;

/// <summary>The runs of one row of the table.</summary>
internal sealed class OrderRuns
{
    private readonly List<LoadResult> _results = [];
    private readonly List<double> _siloMicroseconds = [];

    public Series PerSecond => new(_results.Select(result => result.PerSecond));

    public Series P99 => Percentile(0.99);

    /// <summary>Measures one more run.</summary>
    public async Task AddAsync(OrderRig rig, double seconds, double ratePerSecond = 0)
    {
        var (cpu, orders) = (rig.SiloCpuTime, rig.Load.Acknowledged);
        _results.Add(await rig.Load.RunAsync(seconds, ratePerSecond));
        _siloMicroseconds.Add(
            (rig.SiloCpuTime - cpu).TotalMicroseconds / Math.Max(1, rig.Load.Acknowledged - orders));
    }

    public void Row(Table table, string name) => table.Row(
        name,
        Figures.Whole(PerSecond.Median),
        Figures.Percent(PerSecond.Spread),
        Figures.Hundredths(Percentile(0.5).Median),
        Figures.Hundredths(P99.Median),
        Figures.Hundredths(Percentile(0.999).Median),
        Figures.Whole(new Series(_siloMicroseconds).Median));

    private Series Percentile(double share) => new(_results.Select(result => result.Latencies.Percentile(share)));
}
