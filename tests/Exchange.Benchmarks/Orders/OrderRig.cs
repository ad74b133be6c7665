using Exchange.Benchmarks.Databases;
using Exchange.V1;
using Grpc.Net.Client;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// An exchange under load: a silo, its tokens and wallets, a price every second, and connections to it.
/// </summary>
internal sealed class OrderRig : IAsyncDisposable
{
    private const int Seed = 20_260_101;
    private const string Deposit = "1000000";
    private static readonly string[] Leverages = ["3", "-3", "2", "-2"];

    private readonly SiloProcess _silo;
    private readonly GrpcChannel[] _channels;
    private readonly PriceTicker _ticker;

    private readonly Database? _database;

    private OrderRig(Database? database, SiloProcess silo, GrpcChannel[] channels, PriceTicker ticker, OrderLoad load)
    {
        _database = database;
        _silo = silo;
        _channels = channels;
        _ticker = ticker;
        Load = load;
    }

    public OrderLoad Load { get; }

    /// <summary>Processor time that the silo has used.</summary>
    public TimeSpan SiloCpuTime => _silo.CpuTime;

    /// <summary>Lists the tokens of a silo and pays the wallets in.</summary>
    /// <param name="database">That it keeps its ledger in; null: nothing is durable.</param>
    public static async Task<OrderRig> StartAsync(
        Task<SiloProcess> starting, Database? database, BenchmarkOptions options)
    {
        var silo = await starting;
        var tokens = new BearerToken(silo.DataPath);
        // A channel of its own for each connection: one alone would open a second only when the first is full.
        var channels = Enumerable.Range(0, options.Connections)
            .Select(_ => GrpcChannel.ForAddress(silo.Address)).ToArray();
        var operators = new OperatorService.OperatorServiceClient(channels[0]);
        var desk = tokens.Headers("desk", "operator");
        string[] symbols = [.. Enumerable.Range(1, options.Tokens).Select(index => $"BENCH{index}")];
        for (var index = 0; index < symbols.Length; index++)
        {
            var terms = Terms(symbols[index], Leverages[index % Leverages.Length]);
            await operators.CreateTokenAsync(new CreateTokenRequest { Terms = terms }, desk);
        }

        var ticker = new PriceTicker(operators, tokens.Headers("ticker", "feed"));
        var chance = new Random(Seed);
        BenchWallet[] wallets = [.. Enumerable.Range(0, options.Wallets).Select(index => $"w{index:000000}").Select(
            id => new BenchWallet(id, tokens.Headers(id, "trader"), new Random(chance.Next())))];
        var payers = channels.Select(channel => new WalletService.WalletServiceClient(channel)).ToArray();
        await Parallel.ForAsync(
            0,
            wallets.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.InFlight },
            async (index, stopping) => await payers[index % payers.Length].DepositAsync(
                new DepositRequest
                {
                    WalletId = wallets[index].Id, TransferId = "first", Asset = "USDT", Amount = Deposit,
                },
                desk,
                cancellationToken: stopping));
        var traders = channels.Select(channel => new TradingService.TradingServiceClient(channel)).ToArray();
        return new OrderRig(
            database, silo, channels, ticker, new OrderLoad(traders, wallets, symbols, options.InFlight));
    }

    /// <summary>
    /// Ends the load, kills the silo, and proves that every order it acknowledged is in its ledger, if that keeps any.
    /// </summary>
    public async Task CloseAsync()
    {
        await _ticker.DisposeAsync();
        if (_database is null)
        {
            return;
        }

        _silo.Kill();
        var durable = _database.CountOrders();
        if (durable != Load.Acknowledged)
        {
            throw new InvalidOperationException(
                $"{Load.Acknowledged} orders were acknowledged and {durable} are in the ledger.");
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }

        _silo.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TokenTerms Terms(string symbol, string leverage) => new()
    {
        Symbol = symbol,
        Underlying = PriceTicker.Market,
        TargetLeverage = leverage,
        InitialNav = "100",
        Spread = "0.0005",
        CreationFee = "0.001",
        RedemptionFee = "0.001",
        ManagementFeeDaily = "0.0001",
        RebalanceCost = "0.0006",
        MinOrder = "1",
        RebalanceTimes = { "00:00" },
        QuoteAsset = "USDT",
    };
}
