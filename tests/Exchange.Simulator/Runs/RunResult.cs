using Exchange.Simulator.Faults;

namespace Exchange.Simulator.Runs;

/// <summary>How a run went.</summary>
/// <param name="Fault">What is wrong, by the name of the check; null: nothing.</param>
/// <param name="Hash">Of every step: two runs of a seed have the same.</param>
internal sealed record RunResult(
    ulong Seed,
    string? Fault,
    ulong Hash,
    long Steps,
    TimeSpan Simulated,
    TimeSpan Took,
    int OrdersSent,
    int OrdersFilled,
    int Entries,
    IReadOnlyList<long> Faults,
    IReadOnlyCollection<string> Last)
{
    public long Count(Fault fault) => Faults[(int)fault];
}
