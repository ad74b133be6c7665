using Exchange.Benchmarks.Databases;

namespace Exchange.Benchmarks.Orders;

/// <summary>One of the textbook's ways under load, on a database of its own.</summary>
internal sealed class TextbookWay : IAsyncDisposable
{
    private readonly PostgresTables _tables;
    private readonly int _wallets;

    private TextbookWay(PostgresTables tables, OrderRig rig, int wallets)
    {
        _tables = tables;
        Rig = rig;
        _wallets = wallets;
    }

    public OrderRig Rig { get; }

    public OrderRuns Runs { get; } = new();

    /// <summary>How often a grain wrote its state for an order.</summary>
    public double WritesPerOrder => (double)_tables.CountGrainWrites() / Rig.Load.Acknowledged;

    /// <summary>Starts the silo of the benchmarks with the way of a name.</summary>
    public static async Task<TextbookWay> StartAsync(
        PostgresDatabases databases, string name, BenchmarkOptions options)
    {
        var tables = databases.MakeTables(name);

        // A wallet and a token write once each for an order; what transactions write cannot be told by counting.
        Func<long>? count = name == "transactions" ? null : () => tables.CountGrainWrites() / 2;
        var rig = await OrderRig.StartAsync(tables.StartWayAsync(name), count, options);
        return new TextbookWay(tables, rig, options.Wallets);
    }

    /// <summary>
    /// Runs until every wallet is awake and has its state in storage, which takes a slow way longer; then tunes that.
    /// </summary>
    public async Task WarmUpAsync(double seconds)
    {
        do
        {
            await Rig.Load.RunAsync(seconds);
        }
        while (Rig.Load.Acknowledged < _wallets);

        _tables.TuneGrainStorage();
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
