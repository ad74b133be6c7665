using System.Diagnostics;
using Exchange.Benchmarks.Databases;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Ledgers;

/// <summary>
/// A ledger in a database of its own, and the orders that are committed to it, so many under way at once.
/// </summary>
internal sealed class LedgerRig : IAsyncDisposable
{
    private readonly ILedger _ledger;
    private readonly BuyOrders _orders;
    private readonly int _inFlight;
    private readonly int _chunk;

    private LedgerRig(ILedger ledger, BuyOrders orders, int inFlight, int chunk)
    {
        _ledger = ledger;
        _orders = orders;
        _inFlight = inFlight;
        _chunk = chunk;
    }

    /// <summary>Opens a ledger and pays every wallet in.</summary>
    /// <param name="chunk">Orders made beforehand and then committed on the clock.</param>
    public static async Task<LedgerRig> OpenAsync(
        Database database,
        Func<Database, Task<ILedger>> open,
        int inFlight,
        int chunk,
        BenchmarkOptions options)
    {
        var orders = new BuyOrders(options.Wallets, options.Tokens);
        var ledger = await open(database);
        await PushAsync(ledger, orders.Deposits(), inFlight);
        return new LedgerRig(ledger, orders, inFlight, chunk);
    }

    /// <summary>
    /// Commits orders for so long; answers entries per second. The making of the orders is not counted.
    /// </summary>
    public async Task<double> MeasureAsync(double seconds)
    {
        long entries = 0;
        var elapsed = TimeSpan.Zero;
        while (elapsed.TotalSeconds < seconds)
        {
            var commits = new Commit[_chunk];
            for (var index = 0; index < _chunk; index++)
            {
                commits[index] = _orders.Next();
            }

            var start = Stopwatch.GetTimestamp();
            await PushAsync(_ledger, commits, _inFlight);
            elapsed += Stopwatch.GetElapsedTime(start);
            entries += _chunk;
        }

        return entries / elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    // Answers come in the order of the commits, so waiting for the oldest keeps the window full.
    private static async Task PushAsync(ILedger ledger, IEnumerable<Commit> commits, int inFlight)
    {
        var waiting = new Queue<Task<CommitAnswer>>(inFlight);
        foreach (var commit in commits)
        {
            if (waiting.Count == inFlight)
            {
                Check(await waiting.Dequeue());
            }

            waiting.Enqueue(ledger.CommitAsync(commit).AsTask());
        }

        while (waiting.TryDequeue(out var answer))
        {
            Check(await answer);
        }
    }

    private static void Check(CommitAnswer answer)
    {
        if (answer.Outcome != CommitOutcome.Committed)
        {
            throw new InvalidOperationException($"An order of the benchmark was not committed: {answer.Outcome}.");
        }
    }
}
