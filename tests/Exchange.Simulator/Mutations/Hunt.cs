using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Mutations;

/// <summary>Runs seed after seed until one finds a fault that is there.</summary>
internal static class Hunt
{
    /// <param name="mutation">Null: the fault is in the product, which was patched.</param>
    /// <returns>The run that found it; null: none did.</returns>
    public static RunResult? Find(Mutation? mutation, ulong from, int seeds)
    {
        for (var seed = from; seed < from + (ulong)seeds; seed++)
        {
            using var run = new Simulation(seed, null, mutation);
            var result = run.Run();
            if (result.Fault is not null) return result;
        }

        return null;
    }

    /// <summary>
    /// Hunts all of a name (<c>all</c>: every one, <c>none</c>: a patch), and prints rows of a table.
    /// </summary>
    /// <returns>Whether each was found.</returns>
    public static bool Run(TextWriter output, string name, ulong from, int seeds)
    {
        Mutation?[] hunted = name switch
        {
            "none" => [null],
            "all" => [.. Mutations.All],
            _ => [Mutations.Find(name) ?? throw new ArgumentException($"There is no mutation {name}.", nameof(name))],
        };
        var isFound = true;
        foreach (var mutation in hunted)
        {
            var found = Find(mutation, from, seeds);
            isFound &= found is not null;
            output.WriteLine(
                $"| {mutation?.Name ?? "patch"} | {mutation?.Description} | "
                + (found is null
                    ? $"not found in {seeds} |  |"
                    : $"{found.Seed - from + 1} | {Short(found.Fault!)} |"));
        }

        return isFound;
    }

    private static string Short(string fault)
    {
        var line = fault.ReplaceLineEndings(" ").Replace('|', '/');
        return line.Length > 110 ? line[..110] + "…" : line;
    }
}
