using System.Numerics;

namespace Exchange.Simulator;

/// <summary>
/// All chance of a run comes from its seed. The generator is xoshiro256**, seeded by SplitMix64 (Blackman and Vigna),
/// written out here because <see cref="Random"/> promises no sequence from one version of the platform to the next.
/// </summary>
internal sealed class Chance
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Chance(ulong seed) => (_a, _b, _c, _d) = (Mix(ref seed), Mix(ref seed), Mix(ref seed), Mix(ref seed));

    /// <summary>A generator of its own for one use, so that a draw more in one place moves no other.</summary>
    public Chance Fork() => new(Next());

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 up to below the limit.</summary>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return (int)Math.BigMul(Next(), (ulong)limit, out _);
    }

    /// <summary>A number between the two, both included.</summary>
    public long Between(long least, long most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(least, most);
        return least + (long)Math.BigMul(Next(), (ulong)(most - least) + 1, out _);
    }

    /// <summary>A span between the two, both included.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => new(Between(least.Ticks, most.Ticks));

    /// <summary>
    /// Exponentially distributed with this mean, at most twenty times it: the gap between rare events.
    /// </summary>
    public TimeSpan Around(TimeSpan mean) => mean * Math.Min(-Math.Log(1 - Unit()), 20);

    /// <summary>True with this probability, of 0 to 1.</summary>
    public bool Hits(double probability) => Unit() < probability;

    /// <summary>From 0 up to below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normally distributed, mean 0 and deviation 1 (the sum of twelve, which needs no state).</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Unit();
        return sum;
    }

    /// <summary>One of them.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
