using System.Diagnostics;
using Exchange.Simulator.Faults;
using Spectre.Console;

namespace Exchange.Simulator.Runs;

/// <summary>Many seeds, on all processors; each run has a thread of its own.</summary>
internal sealed class Campaign(SimulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly long[] _faults = new long[Enum.GetValues<Fault>().Length];
    private readonly List<RunResult> _failures = [];
    private long _next = -1;

    /// <summary>Runs that found something, by seed.</summary>
    public IReadOnlyList<RunResult> Failures => [.. _failures.OrderBy(result => result.Seed)];

    public int Runs { get; private set; }

    public long Steps { get; private set; }

    public long Entries { get; private set; }

    public long OrdersSent { get; private set; }

    public long OrdersFilled { get; private set; }

    /// <summary>The fewest orders that a run sent.</summary>
    public int OrdersMin { get; private set; } = int.MaxValue;

    public TimeSpan Simulated { get; private set; }

    public TimeSpan Took { get; private set; }

    public IReadOnlyList<long> Faults => _faults;

    public SimulatorOptions Options => options;

    /// <summary>Faults that no run has seen; of few runs that says nothing.</summary>
    public IReadOnlyList<Fault> NeverFired =>
        [.. Enum.GetValues<Fault>().Where(fault => _faults[(int)fault] == 0)];

    /// <summary>Whether all went well; in a long campaign that every fault has fired is part of it.</summary>
    public bool IsClean =>
        _failures.Count == 0 && (options.Count < CampaignText.FaultsDueAfter || NeverFired.Count == 0);

    public void Run()
    {
        var began = Stopwatch.GetTimestamp();
        if (Console.IsErrorRedirected || options.Count == 1 || options.Traces)
        {
            Work(() => { });
        }
        else
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            terminal.Progress()
                .AutoClear(true)
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                    new RemainingTimeColumn())
                .Start(bars =>
                {
                    var bar = bars.AddTask("seeds", maxValue: options.Count);
                    Work(() =>
                    {
                        bar.Increment(1);
                        bar.Description = $"{Runs} seeds, {_failures.Count} failed";
                    });
                });
        }

        Took = Stopwatch.GetElapsedTime(began);
    }

    private void Work(Action done)
    {
        var threads = Enumerable.Range(0, Math.Min(options.Threads, options.Count))
            .Select(_ => new Thread(() => RunSeeds(done))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    private void RunSeeds(Action done)
    {
        while (Interlocked.Increment(ref _next) is var index && index < options.Count)
        {
            var result = RunSeed(options.From + (ulong)index);
            lock (_lock)
            {
                Take(result);
                done();
            }
        }
    }

    private RunResult RunSeed(ulong seed)
    {
        var first = RunOnce(seed, options.Traces ? Console.Out : null);
        if (!options.ChecksDeterminism) return first;
        var second = RunOnce(seed, null);
        return first.Hash == second.Hash && first.Fault == second.Fault
            ? first
            : first with { Fault = $"determinism: {first.Hash:x16} and {second.Hash:x16} ({first.Fault})" };
    }

    private static RunResult RunOnce(ulong seed, TextWriter? output)
    {
        using var run = new Simulation(seed, output);
        return run.Run();
    }

    private void Take(RunResult result)
    {
        Runs++;
        Steps += result.Steps;
        Entries += result.Entries;
        OrdersSent += result.OrdersSent;
        OrdersFilled += result.OrdersFilled;
        OrdersMin = Math.Min(OrdersMin, result.OrdersSent);
        Simulated += result.Simulated;
        for (var i = 0; i < _faults.Length; i++) _faults[i] += result.Faults[i];
        if (result.Fault is not null) _failures.Add(result);
    }
}
