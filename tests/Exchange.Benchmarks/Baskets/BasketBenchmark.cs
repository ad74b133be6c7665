using System.Diagnostics;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks.Baskets;

/// <summary>How many basket events one core decides and evolves in a second, in the pure domain.</summary>
internal static class BasketBenchmark
{
    /// <summary>What exchange-core claims of its matching.</summary>
    private const double Goal = 5_000_000;

    /// <summary>As long as it takes the runtime to compile hot code for the last time.</summary>
    private const double WarmUpSeconds = 2;

    public static Task RunAsync(BenchmarkOptions options)
    {
        var script = BasketScript.Write(options.Tokens);
        var expected = Play(script, options.Tokens).Totals;
        var kinds = Enum.GetValues<BasketAction>()
            .Select(kind => (Name: kind.ToString(), Script: Only(script, kind)))
            .Prepend((Name: "mix", Script: script))
            .ToArray();

        var table = new Table("basket, one core", "events/s", "ns/event", "cpu ns", "spread");
        foreach (var (name, steps) in kinds)
        {
            Measure(steps, options.Tokens, WarmUpSeconds);
            var runs = Enumerable.Range(0, options.Runs)
                .Select(_ => Measure(steps, options.Tokens, options.Seconds)).ToArray();
            var series = new Series(runs.Select(run => run.PerSecond));
            table.Row(
                name,
                Figures.Whole(series.Median),
                Figures.Tenths(1e9 / series.Median),
                Figures.Tenths(new Series(runs.Select(run => run.CpuNanoseconds)).Median),
                Figures.Percent(series.Spread));
            if (steps == script)
            {
                table.Print();
                Ratio.Print("basket", series.Median / Goal);
                table = new Table("of these, alone", "events/s", "ns/event", "cpu ns", "spread");
                options = options with { Runs = 1, Seconds = Math.Min(1, options.Seconds) };
            }
        }

        table.Print();
        if (Play(script, options.Tokens).Totals != expected)
        {
            throw new InvalidOperationException("The same script ended differently.");
        }

        return Task.CompletedTask;
    }

    // Whole scripts from fresh baskets, until the time is over.
    private static (double PerSecond, double CpuNanoseconds) Measure(
        BasketStep[] script, int baskets, double seconds)
    {
        long events = 0;
        var start = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        do
        {
            Play(script, baskets);
            events += script.Length;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        var perSecond = events / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (perSecond, (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / events);
    }

    private static BasketBook Play(BasketStep[] script, int baskets)
    {
        var book = new BasketBook(baskets, script[0].Mark);
        foreach (ref readonly var step in script.AsSpan())
        {
            book.Apply(step);
        }

        return book.Refused == 0 && book.IsConserved
            ? book
            : throw new InvalidOperationException("A step was refused, or money was made or lost.");
    }

    // The steps of one kind; the redemptions are small, as nothing replaces the units that they take.
    private static BasketStep[] Only(BasketStep[] script, BasketAction kind) =>
    [
        .. script.Select(step => step with
        {
            Action = kind,
            Value = Domain.Money.Amount.FromParts(kind switch
            {
                BasketAction.Mark or BasketAction.Rebalance => 0,
                BasketAction.Create => 123_456_789_012,
                BasketAction.Redeem => 98_765_432,
                _ => 9_876,
            }),
        }),
    ];
}
