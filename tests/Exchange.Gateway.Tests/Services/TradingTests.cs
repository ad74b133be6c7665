using Exchange.Contracts;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Orders;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;
using Order = Exchange.Domain.Orders.Order;
using OrderStatus = Exchange.V1.OrderStatus;
using Side = Exchange.V1.Side;

namespace Exchange.Gateway.Tests.Services;

public sealed class TradingTests
{
    [Fact]
    public async Task An_order_goes_to_the_wallet_and_comes_back_filled()
    {
        await using var gateway = await TestGateway.StartAsync();
        var order = await PlaceAsync(gateway, Buy(request =>
        {
            request.LimitPrice = "101";
            request.TimeInForce = TimeInForce.Ioc;
        }));
        Assert.Equal((OrderStatus.Filled, "alice", "o-1"), (order.Status, order.WalletId, order.ClientOrderId));
        Assert.Equal(("9.90000000", "1000.00000000"), (order.FilledUnits, order.FilledQuote));
        Assert.Equal(("100.05000000", "64000.00000000"), (order.Price, order.MarkPrice));
        Assert.Equal(Samples.Time, order.FilledAt.ToDateTimeOffset());
        await gateway.Cluster.Wallet("alice").Received(1).PlaceOrder(Arg.Is<OrderRequest>(sent =>
            sent.WalletId == "alice" && sent.Symbol == "BTC3L" && sent.Units == null
            && sent.QuoteAmount == Samples.Of("1000") && sent.LimitPrice == Samples.Of("101")));
    }

    [Fact]
    public async Task An_order_that_was_lost_is_rejected_and_says_why()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Wallet("alice").Configure().PlaceOrder(default!).ReturnsForAnyArgs(call => Answer<Order>.Of(
            Samples.Order(call.Arg<OrderRequest>()) with
            {
                Status = Domain.Orders.OrderStatus.Rejected, Fill = null, FilledAt = null,
            }));
        var order = await PlaceAsync(gateway, Buy(_ => { }));
        Assert.Equal((OrderStatus.Rejected, "ORDER_VOIDED"), (order.Status, order.Reason));
        Assert.Equal(("0.00000000", string.Empty, null), (order.FilledUnits, order.Price, order.FilledAt));
    }

    [Fact]
    public async Task A_refusal_of_the_wallet_reaches_the_caller()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Wallet("alice").Configure().PlaceOrder(default!)
            .ReturnsForAnyArgs(Answer<Order>.Refuse(Refusal.InsufficientFunds, "10 are free."));
        var fault = await Expect.RefusedAsync(
            StatusCode.FailedPrecondition, "INSUFFICIENT_FUNDS", () => PlaceAsync(gateway, Buy(_ => { })));
        Assert.Equal("10 are free.", fault.Status.Detail);
    }

    [Fact]
    public async Task An_order_that_makes_no_sense_reaches_no_wallet()
    {
        await using var gateway = await TestGateway.StartAsync();
        var wrong = new (string Reason, Action<PlaceOrderRequest> Change)[]
        {
            ("ID_MALFORMED", request => request.ClientOrderId = string.Empty),
            ("ID_MALFORMED", request => request.ClientOrderId = "a b"),
            ("ID_MALFORMED", request => request.WalletId = "alice/held"),
            ("ORDER_TYPE_MISSING", request => request.Type = OrderType.Unspecified),
            ("SIDE_MISSING", request => request.Side = Side.Unspecified),
            ("SIDE_MISSING", request => request.Side = (Side)77),
            ("QUANTITY_MISSING", request => request.ClearQuantity()),
            ("STOP_PRICE_UNEXPECTED", request => request.StopPrice = "5"),
            ("EXPIRY_UNEXPECTED", request => request.ExpiresAt = new Timestamp()),
            ("TIME_IN_FORCE_UNSUPPORTED", request => request.TimeInForce = TimeInForce.Gtc),
        };
        foreach (var (reason, change) in wrong)
        {
            await Expect.InvalidAsync(reason, () => PlaceAsync(gateway, Buy(change)));
        }

        foreach (var type in new[] { OrderType.Limit, OrderType.StopLoss, OrderType.TakeProfit, (OrderType)77 })
        {
            await Expect.RefusedAsync(StatusCode.Unimplemented, "ORDER_TYPE_UNSUPPORTED", () =>
                PlaceAsync(gateway, Buy(request => request.Type = type)));
        }

        foreach (var symbol in new[] { "NOPE", "nope", string.Empty })
        {
            await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_SYMBOL", () =>
                PlaceAsync(gateway, Buy(request => request.Symbol = symbol)));
        }

        Assert.DoesNotContain("alice", gateway.Cluster.Touched);
    }

    [Fact]
    public async Task A_trader_reaches_its_own_wallet_alone()
    {
        await using var gateway = await TestGateway.StartAsync();
        await Expect.RefusedAsync(StatusCode.PermissionDenied, "WALLET_NOT_YOURS", () =>
            PlaceAsync(gateway, Buy(request => request.WalletId = "bob")));
        await Expect.RefusedAsync(StatusCode.PermissionDenied, "WALLET_NOT_YOURS", () =>
            gateway.Caller("alice", "trader").CallAsync<ListOrdersRequest, ListOrdersResponse>(
                new ListOrdersRequest { WalletId = "bob" }));
        Assert.DoesNotContain("bob", gateway.Cluster.Touched);
        await gateway.Caller("auditor", "auditor").CallAsync<ListOrdersRequest, ListOrdersResponse>(
            new ListOrdersRequest { WalletId = "bob", Symbol = "BTC3L", PageSize = 7, PageToken = "42" });
        await gateway.Cluster.Wallet("bob").Received(1).ListOrders("BTC3L", 42, 7);
    }

    [Fact]
    public async Task An_order_is_found_by_either_id()
    {
        await using var gateway = await TestGateway.StartAsync();
        var order = Samples.Order(new OrderRequest(
            "alice", "o-1", "BTC3L", Domain.Orders.Side.Sell, null, Samples.Of("1"), null));
        gateway.Cluster.Wallet("alice").Configure().GetOrder("o-1").Returns(Answer<Order>.Of(order));
        gateway.Cluster.Wallet("alice").Configure().GetOrderById(order.OrderId).Returns(Answer<Order>.Of(order));
        var byClient = await GetAsync(gateway, new GetOrderRequest { ClientOrderId = "o-1" });
        var byId = await GetAsync(gateway, new GetOrderRequest { OrderId = order.OrderId });
        Assert.Equal(byClient, byId);
        Assert.Equal(Side.Sell, byId.Order.Side);
        await Expect.InvalidAsync("ID_MALFORMED", () => GetAsync(gateway, new GetOrderRequest()));
        foreach (var request in new[]
        {
            new GetOrderRequest { ClientOrderId = "never" }, new GetOrderRequest { OrderId = "nonsense" },
        })
        {
            await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_ORDER", () => GetAsync(gateway, request));
        }
    }

    [Fact]
    public async Task A_quote_asks_the_token()
    {
        await using var gateway = await TestGateway.StartAsync();
        var request = new QuoteOrderRequest { Symbol = "BTC3L", Side = Side.Buy, QuoteAmount = "1000" };
        var quote = await gateway.Caller("alice", "trader")
            .CallAsync<QuoteOrderRequest, QuoteOrderResponse>(request);
        Assert.Equal(("BTC3L", Side.Buy, "9.90000000"), (quote.Symbol, quote.Side, quote.Units));
        request.Symbol = "NOPE";
        await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_SYMBOL", () =>
            gateway.Caller("alice", "trader").CallAsync<QuoteOrderRequest, QuoteOrderResponse>(request));
    }

    private static PlaceOrderRequest Buy(Action<PlaceOrderRequest> change)
    {
        var request = new PlaceOrderRequest
        {
            ClientOrderId = "o-1", Symbol = "BTC3L", Side = Side.Buy, Type = OrderType.Market, QuoteAmount = "1000",
        };
        change(request);
        return request;
    }

    private static async Task<V1.Order> PlaceAsync(TestGateway gateway, PlaceOrderRequest request) =>
        (await gateway.Caller("alice", "trader").CallAsync<PlaceOrderRequest, PlaceOrderResponse>(request)).Order;

    private static Task<GetOrderResponse> GetAsync(TestGateway gateway, GetOrderRequest request) =>
        gateway.Caller("alice", "trader").CallAsync<GetOrderRequest, GetOrderResponse>(request);
}
