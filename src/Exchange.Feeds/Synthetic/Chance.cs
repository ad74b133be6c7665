namespace Exchange.Feeds.Synthetic;

/// <summary>
/// Chance that is the same for the same seed on every machine and in every version of the framework (SplitMix64).
/// </summary>
/// <remarks>Not thread-safe, and not for secrets.</remarks>
internal sealed class Chance(long seed)
{
    private ulong _state = unchecked((ulong)seed);
    private double? _spare;

    /// <summary>Evenly from [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From the standard normal distribution (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * NextUnit()) - 1;
            y = (2 * NextUnit()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * scale;
        return x * scale;
    }

    private ulong NextBits()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
