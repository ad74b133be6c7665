using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;
using Orleans.Runtime;
using TokenStatus = Exchange.V1.TokenStatus;

namespace Exchange.Gateway.Tests.Services;

public sealed class MarketDataTests
{
    [Fact]
    public async Task Tokens_are_listed_in_order_and_got_in_full()
    {
        await using var gateway = await TestGateway.StartAsync();
        var list = await CallAsync<ListTokensRequest, ListTokensResponse>(gateway, new ListTokensRequest());
        Assert.Equal(["BTC3L", "ETH3S"], list.Tokens.Select(token => token.Symbol));
        var token = (await GetAsync(gateway, "BTC3L")).Token;
        Assert.Equal(list.Tokens[0], token);
        Assert.Equal((TokenStatus.Active, V1.Quality.Live, "BTC-USD"), (token.Status, token.Quality, token.Underlying));
        Assert.Equal(("100.00000000", "3.010000"), (token.Nav, token.ActualLeverage));
        Assert.Equal(("0.00050000", "USDT", 30), (
            token.Terms.Spread, token.Terms.QuoteAsset, token.Terms.StalenessLimitSeconds));
        Assert.Equal(["00:00"], token.Terms.RebalanceTimes);
        Assert.Null(token.LastRebalance);
    }

    [Fact]
    public async Task A_token_before_its_first_mark_has_no_price()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Samples.Token("BTC3L");
        view = view with
        {
            Nav = view.Nav with { Mark = null, Quality = Contracts.Tokens.Quality.Stale },
            Status = Domain.Tokens.TokenStatus.Halted,
            LastRebalance = Samples.Rebalance("r-1"),
        };
        gateway.Cluster.Token("BTC3L").Configure().Get().Returns(Answer<TokenView>.Of(view));
        var token = (await GetAsync(gateway, "BTC3L")).Token;
        Assert.Equal((V1.Quality.Stale, TokenStatus.Halted), (token.Quality, token.Status));
        Assert.Equal(string.Empty, token.MarkPrice);
        Assert.Equal(("r-1", "BTC3L"), (token.LastRebalance.RebalanceId, token.LastRebalance.Symbol));
    }

    [Fact]
    public async Task Rebalances_come_page_by_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        var page = await CallAsync<ListRebalancesRequest, ListRebalancesResponse>(
            gateway, new ListRebalancesRequest { Symbol = "BTC3L", PageSize = 1 });
        Assert.Equal(("r-1", "7"), (page.Rebalances.Single().RebalanceId, page.NextPageToken));
        await Expect.InvalidAsync("PAGE_TOKEN_MALFORMED", () =>
            CallAsync<ListRebalancesRequest, ListRebalancesResponse>(
                gateway, new ListRebalancesRequest { Symbol = "BTC3L", PageToken = "x" }));
    }

    [Fact]
    public async Task A_symbol_that_cannot_be_one_touches_no_grain()
    {
        await using var gateway = await TestGateway.StartAsync();
        await Expect.SoonAsync(() => gateway.Cluster.Observers.Count == 2);
        foreach (var symbol in new[] { "NOPE", "nope", string.Empty, "A", "a/b", new string('A', 5_000) })
        {
            await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_SYMBOL", () => GetAsync(gateway, symbol));
        }

        Assert.Equal(["BTC3L", "ETH3S", "NOPE"], gateway.Cluster.Touched.Order());
    }

    [Fact]
    public async Task Faults_become_statuses_and_tell_nothing_of_the_inside()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = gateway.Cluster.Token("BTC3L");
        token.Configure().Get().Returns<Answer<TokenView>>(_ => throw new TimeoutException("secret"));
        var fault = await Expect.RefusedAsync(
            StatusCode.DeadlineExceeded, "OUTCOME_UNKNOWN", () => GetAsync(gateway, "BTC3L"));
        Assert.Contains("same id", fault.Status.Detail, StringComparison.Ordinal);
        token.Configure().Get().Returns<Answer<TokenView>>(_ => throw new SiloUnavailableException("secret"));
        await Expect.RefusedAsync(StatusCode.Unavailable, "UNAVAILABLE", () => GetAsync(gateway, "BTC3L"));
        token.Configure().Get().Returns<Answer<TokenView>>(_ => throw new LedgerGoneException());
        await Expect.RefusedAsync(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", () => GetAsync(gateway, "BTC3L"));
        token.Configure().Get().Returns<Answer<TokenView>>(_ => throw new InvalidOperationException("secret"));
        fault = await Expect.RefusedAsync(StatusCode.Internal, "INTERNAL", () => GetAsync(gateway, "BTC3L"));
        Assert.Contains("incident", fault.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static Task<GetTokenResponse> GetAsync(TestGateway gateway, string symbol) =>
        CallAsync<GetTokenRequest, GetTokenResponse>(gateway, new GetTokenRequest { Symbol = symbol });

    private static Task<TResponse> CallAsync<TRequest, TResponse>(TestGateway gateway, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>, new()
        where TResponse : class, Google.Protobuf.IMessage<TResponse>, new() =>
        gateway.Caller("feed", "feed").CallAsync<TRequest, TResponse>(request);

    private sealed class LedgerGoneException() : LedgerFaultException("secret", null);
}
