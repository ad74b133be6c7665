namespace Exchange.Benchmarks.Silo;

/// <summary>On this stack there are none: transactions of grains and filters of calls are Microsoft Orleans'.</summary>
internal static class Ways
{
    public static IReadOnlyDictionary<string, Way> All { get; } = new Dictionary<string, Way>();
}
