using System.CommandLine;
using Exchange.Simulator.Mutations;

namespace Exchange.Simulator.Runs;

/// <summary>The command line of the simulator.</summary>
internal static class SimulatorCommand
{
    private const int UsageError = 2;

    public static RootCommand Create()
    {
        var seed = new Option<ulong?>("--seed") { Description = "runs this seed alone" };
        var seeds = new Option<int>("--seeds")
        { Description = "runs so many seeds, one after the other", DefaultValueFactory = _ => 1 };
        var from = new Option<ulong>("--from")
        { Description = "the first of them", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads")
        { Description = "runs at once", DefaultValueFactory = _ => Environment.ProcessorCount };
        var twice = new Option<bool>("--check-determinism")
        { Description = "runs each seed twice and compares a hash of every step" };
        var trace = new Option<bool>("--trace") { Description = "prints every step" };
        var hunt = new Option<string?>("--hunt")
        { Description = "runs seeds until one finds this mutation (all: each of them; none: a patched product)" };
        var command = new RootCommand("Runs the whole exchange, simulated and under faults, out of a seed.")
        { seed, seeds, from, threads, twice, trace, hunt };
        command.SetAction(parsed => parsed.GetValue(hunt) is { } name
            ? Hunt.Run(Console.Out, name, parsed.GetValue(from), parsed.GetValue(seeds)) ? 0 : 1
            : Run(new SimulatorOptions(
            parsed.GetValue(seed) ?? parsed.GetValue(from),
            parsed.GetValue(seed) is null ? parsed.GetValue(seeds) : 1,
            parsed.GetValue(threads),
            parsed.GetValue(twice),
            parsed.GetValue(trace))));
        return command;
    }

    private static int Run(SimulatorOptions options)
    {
        if (options.Count < 1 || options.Threads < 1)
        {
            Console.Error.WriteLine("exchange-simulator: at least one seed and one thread");
            return UsageError;
        }

        var campaign = new Campaign(options);
        campaign.Run();
        foreach (var failure in campaign.Failures) RunText.Write(Console.Out, failure);
        new CampaignText(campaign).Write(Console.Out);
        return campaign.IsClean ? 0 : 1;
    }
}
