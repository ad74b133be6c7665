namespace Exchange.Simulator.Runs;

/// <summary>A run that found something, for people: the seed, the check, the last that happened.</summary>
internal static class RunText
{
    private const int LinesMax = 40;

    public static void Write(TextWriter output, RunResult result)
    {
        foreach (var line in result.Last.TakeLast(LinesMax)) output.WriteLine(line);
        output.WriteLine($"FAILED seed {result.Seed}: {result.Fault}");
        output.WriteLine($"again: dotnet run --project tests/Exchange.Simulator -- --seed {result.Seed}");
        output.WriteLine();
    }
}
