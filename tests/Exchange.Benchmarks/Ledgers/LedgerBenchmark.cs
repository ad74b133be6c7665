namespace Exchange.Benchmarks.Ledgers;

internal static class LedgerBenchmark
{
    public static Task RunAsync(BenchmarkOptions options) => Task.CompletedTask;
}
