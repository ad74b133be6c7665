using Exchange.Contracts;
using Exchange.Domain;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;
using Order = Exchange.Domain.Orders.Order;
using OrderRequest = Exchange.Domain.Orders.OrderRequest;

namespace Exchange.Gateway.Tests.Calls;

/// <summary>What is measured says what happened.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class GatewayMetricsTests
{
    [Fact]
    public async Task Orders_are_counted_by_what_became_of_them_and_timed()
    {
        using var measured = new Measured(GatewayMetrics.MeterName);
        await using var gateway = await TestGateway.StartAsync();
        var wallet = gateway.Cluster.Wallet("alice");
        await Place(gateway);
        wallet.Configure().PlaceOrder(default!).ReturnsForAnyArgs(Answer<Order>.Refuse(Refusal.StalePrice));
        await Assert.ThrowsAsync<RpcException>(() => Place(gateway));
        wallet.Configure().PlaceOrder(default!)
            .ReturnsForAnyArgs<Answer<Order>>(_ => throw new InvalidOperationException());
        await Assert.ThrowsAsync<RpcException>(() => Place(gateway));
        wallet.Configure().PlaceOrder(default!).ReturnsForAnyArgs(call => Answer<Order>.Of(
            Samples.Order(call.Arg<OrderRequest>()) with
            {
                Status = Domain.Orders.OrderStatus.Rejected, Fill = null, FilledAt = null,
            }));
        await Place(gateway);

        Assert.Equal(1, measured.Sum("exchange.orders.accepted"));
        Assert.Equal(1, measured.Sum("exchange.orders.refused reason=STALE_PRICE"));
        Assert.Equal(1, measured.Sum("exchange.orders.refused reason=INTERNAL"));
        Assert.Equal(1, measured.Sum("exchange.orders.refused reason=ORDER_VOIDED"));
        Assert.Equal(1, measured.Count("exchange.order.duration result=accepted"));
        Assert.Equal(3, measured.Count("exchange.order.duration result=refused"));
        Assert.True(measured.Sum("exchange.order.duration result=accepted") > 0);
    }

    [Fact]
    public async Task Other_calls_are_no_orders()
    {
        using var measured = new Measured(GatewayMetrics.MeterName);
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Caller("alice", "trader").CallAsync<ListTokensRequest, ListTokensResponse>(new());
        Assert.Equal(0, measured.Count("exchange.order.duration result=accepted"));
    }

    [Fact]
    public async Task A_stream_is_counted_while_it_is_open_and_what_it_skips()
    {
        using var measured = new Measured(GatewayMetrics.MeterName);
        var hub = new NavHub(new FakeCluster("BTC3L").Client);
        NavTopic topic = null!;
        hub.Followed = found => topic = found;
        hub.Follow("BTC3L");
        var subscriber = hub.Subscribe(new HashSet<string>(), new Dictionary<string, long>());
        Assert.Equal(1, measured.Sum("exchange.nav.subscribers"));
        topic.Publish(Samples.Nav("BTC3L", 1));
        Assert.Equal(0, measured.Sum("exchange.nav.skipped"));
        topic.Publish(Samples.Nav("BTC3L", 2));
        topic.Publish(Samples.Nav("BTC3L", 3));
        Assert.Equal(2, measured.Sum("exchange.nav.skipped"));
        await using var reader = subscriber.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(3, reader.Current.Sequence);
        topic.Publish(Samples.Nav("BTC3L", 4));
        Assert.Equal(2, measured.Sum("exchange.nav.skipped"));
        hub.Unsubscribe(subscriber);
        Assert.Equal(0, measured.Sum("exchange.nav.subscribers"));
    }

    private static Task<PlaceOrderResponse> Place(TestGateway gateway) =>
        gateway.Caller("alice", "trader").CallAsync<PlaceOrderRequest, PlaceOrderResponse>(new PlaceOrderRequest
        {
            ClientOrderId = "o-1",
            Symbol = "BTC3L",
            Side = Side.Buy,
            Type = OrderType.Market,
            QuoteAmount = "1000",
        });
}
