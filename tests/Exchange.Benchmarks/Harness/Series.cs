namespace Exchange.Benchmarks.Harness;

/// <summary>The results of several runs of one thing.</summary>
internal sealed class Series(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public double Median => (_sorted[(Count - 1) / 2] + _sorted[Count / 2]) / 2;

    /// <summary>How far the runs lie apart: largest less smallest, as a share of the median.</summary>
    public double Spread => Median == 0 ? 0 : (_sorted[^1] - _sorted[0]) / Median;
}
