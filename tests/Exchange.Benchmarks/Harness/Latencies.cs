namespace Exchange.Benchmarks.Harness;

/// <summary>The latencies of one run, in ticks of a time provider.</summary>
internal sealed class Latencies(IEnumerable<long> ticks, long ticksPerSecond)
{
    private readonly long[] _sorted = [.. ticks.Order()];

    /// <summary>The latency that a share of all stay within, in milliseconds; zero if there is none.</summary>
    public double Percentile(double share) => _sorted.Length == 0
        ? 0
        : _sorted[(int)Math.Min(_sorted.Length - 1, Math.Floor(share * _sorted.Length))] * 1000.0 / ticksPerSecond;
}
