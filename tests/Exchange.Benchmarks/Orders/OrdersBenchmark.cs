namespace Exchange.Benchmarks.Orders;

internal static class OrdersBenchmark
{
    public static Task RunAsync(BenchmarkOptions options) => Task.CompletedTask;
}
