namespace Exchange.Simulator.Runs;

/// <summary>What the command line asks for.</summary>
/// <param name="From">The first seed.</param>
/// <param name="Count">How many seeds.</param>
/// <param name="ChecksDeterminism">Each seed twice, and their hashes compared.</param>
/// <param name="Traces">Every step of each run is printed.</param>
internal sealed record SimulatorOptions(ulong From, int Count, int Threads, bool ChecksDeterminism, bool Traces);
