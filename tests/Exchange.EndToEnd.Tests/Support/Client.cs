using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>A gRPC client of one silo, in any role.</summary>
internal sealed class Client : IDisposable
{
    // Longer than the exchange takes to tell that its database is away.
    private const int PatienceSeconds = 60;

    private readonly GrpcChannel _channel;
    private readonly byte[] _key;

    public Client(SiloProcess silo)
        : this(
            silo.Address,
            Convert.FromBase64String(File.ReadAllText(Path.Combine(silo.Folder, "jwt.key")).Trim()))
    {
    }

    public Client(string address, byte[] key)
    {
        _channel = GrpcChannel.ForAddress(address);
        _key = key;
        Market = new MarketDataService.MarketDataServiceClient(_channel);
        Trading = new TradingService.TradingServiceClient(_channel);
        Wallets = new WalletService.WalletServiceClient(_channel);
        Operator = new OperatorService.OperatorServiceClient(_channel);
    }

    public MarketDataService.MarketDataServiceClient Market { get; }

    public OperatorService.OperatorServiceClient Operator { get; }

    public TradingService.TradingServiceClient Trading { get; }

    public WalletService.WalletServiceClient Wallets { get; }

    public CallOptions As(string role, string subject = "somebody", int seconds = 30) => new(
        new Metadata { { "authorization", $"Bearer {Token(subject, role)}" } },
        DateTime.UtcNow.AddSeconds(seconds));

    public async Task Deposit(string wallet, string amount) => await Wallets.DepositAsync(
        new DepositRequest { WalletId = wallet, TransferId = "fund", Asset = "USDT", Amount = amount },
        As("operator"));

    public async Task Publish(string market, string price)
    {
        using var call = Operator.PublishPrices(As("feed"));
        await call.RequestStream.WriteAsync(new PublishPricesRequest
        {
            Market = market,
            Price = price,
            EventTime = DateTime.UtcNow.ToTimestamp(),
            Source = "test",
        });
        await call.RequestStream.CompleteAsync();
        var answer = await call;
        Assert.Equal(1, answer.Accepted);
    }

    public Task<Order> Buy(string wallet, string id, string symbol, string quote) => Place(
        wallet,
        new PlaceOrderRequest
        {
            ClientOrderId = id,
            Symbol = symbol,
            Side = Side.Buy,
            Type = OrderType.Market,
            QuoteAmount = quote,
        });

    public async Task<Order> Place(string wallet, PlaceOrderRequest order) =>
        (await Trading.PlaceOrderAsync(order, As("trader", wallet, PatienceSeconds))).Order;

    public async Task<Order> Find(string wallet, string id) => (await Trading.GetOrderAsync(
        new GetOrderRequest { ClientOrderId = id }, As("trader", wallet))).Order;

    /// <summary>What a wallet has of an asset.</summary>
    public async Task<decimal> Total(string wallet, string asset)
    {
        var view = await Wallets.GetWalletAsync(new GetWalletRequest(), As("trader", wallet));
        var balance = view.Wallet.Balances.SingleOrDefault(each => each.Asset == asset);
        return balance is null ? 0 : decimal.Parse(balance.Total, CultureInfo.InvariantCulture);
    }

    /// <summary>All orders of a wallet, the newest first.</summary>
    public async Task<List<Order>> Orders(string wallet)
    {
        var all = new List<Order>();
        var page = "";
        do
        {
            var answer = await Trading.ListOrdersAsync(
                new ListOrdersRequest { PageSize = 1000, PageToken = page }, As("trader", wallet));
            all.AddRange(answer.Orders);
            page = answer.NextPageToken;
        }
        while (page != "");
        return all;
    }

    /// <summary>All rebalances of a token, the newest first.</summary>
    public async Task<List<Rebalance>> Rebalances(string symbol)
    {
        var all = new List<Rebalance>();
        var page = "";
        do
        {
            var answer = await Market.ListRebalancesAsync(
                new ListRebalancesRequest { Symbol = symbol, PageSize = 1000, PageToken = page }, As("trader"));
            all.AddRange(answer.Rebalances);
            page = answer.NextPageToken;
        }
        while (page != "");
        return all;
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>A bearer token.</summary>
    public string Token(string subject, string role)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = Encode("""{"alg":"HS256","typ":"JWT"}"""u8);
        var body = Encode(Encoding.UTF8.GetBytes(
            $$"""{"sub":"{{subject}}","role":"{{role}}","iss":"exchange","aud":"exchange","""
            + $$"""
              "iat":{{now}},"nbf":{{now - 5}},"exp":{{now + 3600}}}
              """));
        var signed = $"{head}.{body}";
        return $"{signed}.{Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
