using Exchange.V1;

namespace Exchange.Cli.Tests;

/// <summary>Orders, and how a refusal reads.</summary>
public class TradingTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Buys_for_an_amount()
    {
        var run = (await RunAsync("buy", "BTC3L", "250", "--limit", "101", "--id", "mine")).Succeeds();
        Assert.Contains(run.Lines, line => line is "quote        250");
        var asked = exchange.Heard.Last<PlaceOrderRequest>();
        Assert.Equal(PlaceOrderRequest.QuantityOneofCase.QuoteAmount, asked.QuantityCase);
        Assert.Equal(("mine", "250"), (asked.ClientOrderId, asked.QuoteAmount));
        Assert.Equal(("101", ""), (asked.LimitPrice, asked.WalletId));
        Assert.Equal((Side.Buy, OrderType.Market), (asked.Side, asked.Type));
    }

    [Fact]
    public async Task Sells_units_under_a_new_id_and_prints_it()
    {
        var run = (await RunAsync("sell", "ETH3S", "--units", "2.5", "--wallet", "alice", "--json")).Succeeds();
        var asked = exchange.Heard.Last<PlaceOrderRequest>();
        Assert.Equal((Side.Sell, "2.5", "alice"), (asked.Side, asked.Units, asked.WalletId));
        Assert.Equal(32, asked.ClientOrderId.Length);
        var order = run.Json.GetProperty("order");
        Assert.Equal(asked.ClientOrderId, order.GetProperty("clientOrderId").GetString());
        Assert.Equal("SIDE_SELL", order.GetProperty("side").GetString());
        Assert.Equal("2026-01-02T03:04:05Z", order.GetProperty("createdAt").GetString());
        Assert.Equal("", order.GetProperty("fee").GetString());
    }

    [Theory]
    [InlineData("POOR", 1, "refused: INSUFFICIENT_FUNDS: too little money\n")]
    [InlineData("BARE", 1, "refused: PERMISSION_DENIED: not you\n")]
    [InlineData("BUG", 1, "failed: INTERNAL: oops; repeating it with --id i is safe\n")]
    [InlineData("DOWN", 3, "unavailable: OVERLOADED: try later; repeating it with --id i is safe\n")]
    public async Task Says_why_not(string symbol, int exitCode, string line) =>
        (await RunAsync("buy", symbol, "5", "--id", "i")).Fails(exitCode, line);

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        var environment = new Dictionary<string, string>(exchange.Environment) { ["EXCHANGE_TOKEN"] = "other" };
        (await Cli.RunAsync(environment, "orders")).Fails(1, "refused: UNAUTHENTICATED: who are you?\n");
    }

    [Fact]
    public async Task Finds_an_order_by_either_id()
    {
        var byClient = (await RunAsync("order", "mine")).Succeeds();
        Assert.Equal(byClient.Output, (await RunAsync("order", "theirs")).Succeeds().Output);
        (await RunAsync("order", "nobodys")).Fails(1, "refused: UNKNOWN_ORDER: no such order\n");
    }

    [Fact]
    public async Task Lists_orders_across_pages()
    {
        var all = (await RunAsync("orders", "--json")).Succeeds().Json.GetProperty("orders");
        Assert.Equal(["o0", "o1", "o2", "o3", "o4"],
            all.EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString()));
        var some = (await RunAsync("orders", "alice", "--count", "3")).Succeeds();
        Assert.Equal(4, some.Lines.Length);
        Assert.Equal("alice", exchange.Heard.Last<ListOrdersRequest>().WalletId);
    }

    private Task<Cli> RunAsync(params string[] arguments) => Cli.RunAsync(exchange.Environment, arguments);
}
