using Exchange.V1;
using Grpc.Net.Client;

namespace Exchange.Benchmarks.Orders;

/// <summary>
/// An exchange under load: its processes, its tokens and wallets, a price every second, and connections to it.
/// </summary>
internal sealed class OrderRig : IAsyncDisposable
{
    private const int Seed = 20_260_101;
    private const string Deposit = "1000000";
    private static readonly string[] Leverages = ["3", "-3", "2", "-2"];

    private readonly IExchange _exchange;
    private readonly GrpcChannel[] _channels;
    private readonly PriceTicker _ticker;

    private readonly Func<long>? _countOrders;

    private OrderRig(
        Func<long>? countOrders, IExchange exchange, GrpcChannel[] channels, PriceTicker ticker, OrderLoad load)
    {
        _countOrders = countOrders;
        _exchange = exchange;
        _channels = channels;
        _ticker = ticker;
        Load = load;
    }

    public OrderLoad Load { get; }

    /// <summary>Processor time that the exchange has used.</summary>
    public TimeSpan SiloCpuTime => _exchange.CpuTime;

    /// <summary>Lists the tokens of an exchange and pays the wallets in.</summary>
    /// <param name="countOrders">How many orders its database holds; null: nobody can say.</param>
    public static async Task<OrderRig> StartAsync<T>(
        Task<T> starting, Func<long>? countOrders, BenchmarkOptions options)
        where T : IExchange
    {
        var exchange = await starting;
        var tokens = new BearerToken(exchange.DataPath);
        // A channel of its own for each connection: one alone would open a second only when the first is full.
        var channels = Enumerable.Range(0, options.Connections)
            .Select(index => GrpcChannel.ForAddress(exchange.Addresses[index % exchange.Addresses.Count])).ToArray();
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
            countOrders, exchange, channels, ticker, new OrderLoad(traders, wallets, symbols, options.InFlight));
    }

    /// <summary>
    /// Ends the load, kills the exchange, and proves that every order it acknowledged is in its database, if that can
    /// tell.
    /// </summary>
    public async Task CloseAsync()
    {
        await _ticker.DisposeAsync();
        if (_countOrders is null)
        {
            return;
        }

        _exchange.Kill();
        var durable = _countOrders();
        if (durable != Load.Acknowledged)
        {
            throw new InvalidOperationException(
                $"{Load.Acknowledged} orders were acknowledged and {durable} are in the database.");
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }

        _exchange.Dispose();
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
