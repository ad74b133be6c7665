using System.Diagnostics;
using Exchange.Benchmarks.Harness;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Benchmarks.Orders;

/// <summary>What came of a stretch of load.</summary>
/// <param name="PerSecond">Orders acknowledged per second.</param>
/// <param name="Latencies">From the moment an order was to be sent to its answer.</param>
internal sealed record LoadResult(double PerSecond, Latencies Latencies);

/// <summary>
/// Keeps so many orders in flight, or sends them at a rate. Each worker has wallets of its own, so that no wallet has
/// two orders under way; what it measures it keeps to itself until the end.
/// </summary>
internal sealed class OrderLoad(
    TradingService.TradingServiceClient[] clients, BenchWallet[] wallets, string[] symbols, int inFlight)
{
    private readonly int[] _next = [.. Enumerable.Range(0, inFlight)];
    private long _acknowledged;

    /// <summary>Orders filled and answered since the beginning.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Places orders for so long.</summary>
    /// <param name="ratePerSecond">Orders of all workers together; zero: as many as are answered.</param>
    public async Task<LoadResult> RunAsync(double seconds, double ratePerSecond = 0)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var period = ratePerSecond > 0 ? inFlight * Stopwatch.Frequency / ratePerSecond : 0;
        var workers = Enumerable.Range(0, inFlight).Select(index => Task.Run(() =>
            WorkAsync(index, start + (period * index / inFlight), period, end))).ToArray();
        var latencies = (await Task.WhenAll(workers)).SelectMany(each => each).ToArray();
        return new LoadResult(latencies.Length / seconds, new Latencies(latencies, Stopwatch.Frequency));
    }

    private async Task<List<long>> WorkAsync(int worker, double due, double period, long end)
    {
        var latencies = new List<long>();
        while (true)
        {
            var sent = await WaitAsync((long)due, period > 0);
            if (sent >= end)
            {
                return latencies;
            }

            await PlaceAsync(worker);
            due += period;
            var now = Stopwatch.GetTimestamp();
            if (now < end)
            {
                latencies.Add(now - sent);
            }
        }
    }

    // An order that is late because the one before it took long has waited since it was due. One that is late because
    // the timer was, has not: that is this program's doing.
    private static async ValueTask<long> WaitAsync(long due, bool paced)
    {
        var now = Stopwatch.GetTimestamp();
        if (!paced || now >= due)
        {
            return paced ? due : now;
        }

        await Task.Delay(Stopwatch.GetElapsedTime(now, due));
        return Stopwatch.GetTimestamp();
    }

    private async Task PlaceAsync(int worker)
    {
        var wallet = wallets[_next[worker]];
        _next[worker] += inFlight;
        if (_next[worker] >= wallets.Length)
        {
            _next[worker] = worker;
        }

        // No deadline: each would be a timer here and one there.
        var options = new CallOptions(wallet.Headers);
        var answer = await clients[worker % clients.Length].PlaceOrderAsync(wallet.Next(symbols), options);
        wallet.Filled(answer.Order);
        Interlocked.Increment(ref _acknowledged);
    }
}
