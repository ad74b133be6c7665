using Exchange.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Exchange.Cli.Tests;

internal sealed class FakeMarketData(Heard heard) : MarketDataService.MarketDataServiceBase
{
    public override Task<ListTokensResponse> ListTokens(ListTokensRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var answer = new ListTokensResponse { Tokens = { Token("BTC3L", "98.5"), Token("ETH3S", "101.25") } };
        return Task.FromResult(answer);
    }

    public override async Task StreamNav(
        StreamNavRequest request, IServerStreamWriter<StreamNavResponse> stream, ServerCallContext context)
    {
        heard.Note(request, context);
        for (var sequence = 1; !context.CancellationToken.IsCancellationRequested; sequence++)
        {
            var update = new NavUpdate { Symbol = "BTC3L", Sequence = sequence, Nav = "100.5", Quality = Quality.Live };
            await stream.WriteAsync(new StreamNavResponse { Update = update });
            await Task.Delay(20, context.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public static Token Token(string symbol, string nav) => new()
    {
        Symbol = symbol, Underlying = "BTC-USD", Nav = nav, Status = TokenStatus.Active, Quality = Quality.Live,
    };
}

internal sealed class FakeTrading(Heard heard) : TradingService.TradingServiceBase
{
    private static readonly Timestamp Then =
        Timestamp.FromDateTime(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

    /// <summary>The symbol says what becomes of the order.</summary>
    public override Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        return request.Symbol switch
        {
            "POOR" => throw Heard.Refusal(StatusCode.FailedPrecondition, "INSUFFICIENT_FUNDS", "too little\nmoney."),
            "DOWN" => throw Heard.Refusal(StatusCode.Unavailable, "OVERLOADED", "try later"),
            "BARE" => throw Heard.Refusal(StatusCode.PermissionDenied, null, "not you"),
            "BUG" => throw Heard.Refusal(StatusCode.Internal, null, "oops"),
            _ => Task.FromResult(new PlaceOrderResponse { Order = Order(request.ClientOrderId, request.Side) }),
        };
    }

    public override Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        heard.Note(request, context).OrderId is "theirs" || request.ClientOrderId is "mine"
            ? Task.FromResult(new GetOrderResponse { Order = Order("mine", Side.Buy) })
            : throw Heard.Refusal(StatusCode.NotFound, "UNKNOWN_ORDER", "no such order");

    /// <summary>Pages of at most two.</summary>
    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, null);
        var upTo = Math.Min(5, from + Math.Min(2, request.PageSize));
        var answer = new ListOrdersResponse { NextPageToken = upTo < 5 ? $"{upTo}" : "" };
        for (var i = from; i < upTo; i++)
            answer.Orders.Add(Order($"o{i}", Side.Sell));
        return Task.FromResult(answer);
    }

    private static Order Order(string id, Side side) => new()
    {
        OrderId = "theirs", ClientOrderId = id, WalletId = "alice", Symbol = "BTC3L", Side = side,
        Type = OrderType.Market, Status = OrderStatus.Filled, FilledUnits = "2.5", FilledQuote = "250",
        CreatedAt = Then,
    };
}

internal sealed class FakeWallets(Heard heard) : WalletService.WalletServiceBase
{
    public override Task<GetWalletResponse> GetWallet(GetWalletRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        return Task.FromResult(new GetWalletResponse { Wallet = Wallet("alice") });
    }

    public override Task<DepositResponse> Deposit(DepositRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var transfer = new Transfer { TransferId = request.TransferId, Asset = request.Asset, Amount = request.Amount };
        return Task.FromResult(new DepositResponse { Transfer = transfer, Wallet = Wallet(request.WalletId) });
    }

    public override Task<WithdrawResponse> Withdraw(WithdrawRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var transfer = new Transfer { TransferId = request.TransferId, Asset = request.Asset, Amount = request.Amount };
        return Task.FromResult(new WithdrawResponse { Transfer = transfer, Wallet = Wallet("alice") });
    }

    public override Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var entry = new Entry { EntryId = "e", Kind = "DEPOSIT", Sequence = 7, TransferId = "t" };
        entry.Postings.Add(new Posting { Account = "wallet/alice", Asset = "USDT", Amount = "5" });
        entry.Postings.Add(new Posting { Account = "external", Asset = "USDT", Amount = "-5" });
        return Task.FromResult(new ListEntriesResponse { Entries = { entry } });
    }

    private static Wallet Wallet(string id) => new()
    {
        WalletId = id, Balances = { new Balance { Asset = "USDT", Total = "1000", Held = "10", Available = "990" } },
    };
}

internal sealed class FakeOperator(Heard heard) : OperatorService.OperatorServiceBase
{
    public override Task<CreateTokenResponse> CreateToken(CreateTokenRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        return Task.FromResult(new CreateTokenResponse { Token = FakeMarketData.Token(request.Terms.Symbol, "100") });
    }

    public override Task<GetClusterStatusResponse> GetClusterStatus(
        GetClusterStatusRequest request, ServerCallContext context)
    {
        heard.Note(request, context);
        var silo = new Silo { Address = "10.0.0.7:11111@5", Status = SiloStatus.Active };
        silo.Activations.Add(new Activations { Kind = "WalletGrain", Count = 40 });
        silo.Activations.Add(new Activations { Kind = "TokenGrain", Count = 2 });
        return Task.FromResult(new GetClusterStatusResponse { Silos = { silo.Address }, Members = { silo } });
    }

    /// <summary>Takes every price but one of 13.</summary>
    public override async Task<PublishPricesResponse> PublishPrices(
        IAsyncStreamReader<PublishPricesRequest> stream, ServerCallContext context)
    {
        var answer = new PublishPricesResponse();
        while (await stream.MoveNext(context.CancellationToken))
        {
            if (heard.Note(stream.Current, context).Price != "13")
                answer.Accepted++;
            else
                answer.RefusedByReason["UNKNOWN_MARKET"] = ++answer.Refused;
        }

        return answer;
    }
}
