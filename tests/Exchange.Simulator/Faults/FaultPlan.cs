namespace Exchange.Simulator.Faults;

/// <summary>
/// Which faults a run has, how likely each is, and how often each fired. The plan of a seed is drawn once: some runs
/// have all of them, most some, and a few none, in which everything must go through.
/// </summary>
internal sealed class FaultPlan
{
    private static readonly Fault[] All = Enum.GetValues<Fault>();

    private readonly Chance _chance;
    private readonly long[] _counts = new long[All.Length];
    private readonly double[] _rates = new double[All.Length];

    public FaultPlan(Chance chance)
    {
        _chance = chance;
        var share = chance.Below(10) switch { 0 => 0.0, 1 => 1.0, _ => 0.2 + (0.6 * chance.Unit()) };
        foreach (var fault in All)
        {
            // Armed ones differ in strength by up to thirty times, evenly in the logarithm.
            var strength = Math.Pow(30, chance.Unit() - 1);
            _rates[(int)fault] = chance.Hits(share) ? strength : 0;
        }
    }

    /// <summary>Whether faults fire at all; not before all is set up, and not in the quiet end.</summary>
    public bool IsOn { get; set; }

    public IReadOnlyList<long> Counts => _counts;

    /// <summary>From 0, not armed, to 1, as strong as it gets.</summary>
    public double Strength(Fault fault) => IsOn ? _rates[(int)fault] : 0;

    /// <summary>Whether the fault happens here and now, with at most this probability; if so it is counted.</summary>
    public bool Fires(Fault fault, double probability)
    {
        var strength = Strength(fault);
        if (strength <= 0 || !_chance.Hits(probability * strength)) return false;
        Count(fault);
        return true;
    }

    public void Count(Fault fault) => _counts[(int)fault]++;
}
