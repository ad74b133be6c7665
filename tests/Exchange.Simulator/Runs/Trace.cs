using Orleans.Bundled.Simulation;

namespace Exchange.Simulator.Runs;

/// <summary>What happened, as lines: the last ones, for the report of a failure, or all of them as they come.</summary>
internal sealed class Trace(SimulatedWorld world, TextWriter? output)
{
    private const int Kept = 400;
    private readonly Queue<string> _last = new();

    /// <summary>A hash of every step of the run; two runs of one seed have the same.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public IReadOnlyCollection<string> Last => _last;

    /// <summary>Whether lines are wanted as they come, and not only the important ones.</summary>
    public bool IsFull => output is not null;

    /// <summary>Something happened that a reader of a failure wants to see.</summary>
    public void Note(string who, string what)
    {
        Mix(who, what);
        var line = $"{world.Now:MM-dd HH:mm:ss.ffffff} {who,-10} {what}";
        if (_last.Count == Kept) _last.Dequeue();
        _last.Enqueue(line);
        output?.WriteLine(line);
    }

    /// <summary>Something happened that only the hash and a full trace want to know of.</summary>
    public void Step(string who, string what)
    {
        Mix(who, what);
        output?.WriteLine($"{world.Now:MM-dd HH:mm:ss.ffffff} {who,-10} {what}");
    }

    /// <summary>Something for a full trace alone; it is no part of the hash.</summary>
    public void Show(string who, string what) =>
        output?.WriteLine($"{world.Now:MM-dd HH:mm:ss.ffffff} {who,-10} {what}");

    private void Mix(string who, string what)
    {
        Mix((ulong)world.Ticks);
        foreach (var letter in who) Mix(letter);
        foreach (var letter in what) Mix(letter);
    }

    // FNV-1a by whole characters and numbers.
    private void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211;
}
