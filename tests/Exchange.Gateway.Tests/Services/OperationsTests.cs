using System.Net;
using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Gateway.Tests.Support;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;
using Orleans.Runtime;
using Status = Orleans.Runtime.SiloStatus;

namespace Exchange.Gateway.Tests.Services;

public sealed class OperationsTests
{
    [Fact]
    public async Task A_token_is_created_and_streams_at_once()
    {
        await using var gateway = await TestGateway.StartAsync(
            options => options with { ListingPeriod = TimeSpan.FromHours(1) });
        var terms = TokenMessages.Write(Samples.Token("NEW3L")).Terms;
        gateway.Cluster.Symbols = ["NEW3L"];
        var answer = await OperateAsync<CreateTokenRequest, CreateTokenResponse>(
            gateway, new CreateTokenRequest { Terms = terms });
        Assert.Equal("NEW3L", answer.Token.Symbol);
        await Expect.SoonAsync(() => gateway.Cluster.Observers.ContainsKey("NEW3L"));
        gateway.Cluster.Token("NEW3L").Configure().Create(default!).ReturnsForAnyArgs(
            Answer<TokenView>.Refuse(Refusal.TokenExists));
        await Expect.RefusedAsync(StatusCode.AlreadyExists, "TOKEN_EXISTS", () =>
            OperateAsync<CreateTokenRequest, CreateTokenResponse>(gateway, new CreateTokenRequest { Terms = terms }));
    }

    [Fact]
    public async Task The_silos_are_told_with_what_they_hold_and_those_that_have_gone()
    {
        await using var gateway = await TestGateway.StartAsync();
        SiloAddress[] silos = [.. Enumerable.Range(1, 3).Select(n => SiloAddress.New(IPAddress.Loopback, n, 7))];
        gateway.Cluster.Management.GetHosts(Arg.Any<bool>()).Returns(new Dictionary<SiloAddress, Status>
        { [silos[2]] = Status.Joining, [silos[0]] = Status.Active, [silos[1]] = Status.Dead });
        gateway.Cluster.Management.GetSimpleGrainStatistics().Returns(
        [
            Held(silos[0], "Exchange.Grains.Wallets.WalletGrain,Exchange.Grains", 5),
            Held(silos[0], "Exchange.Grains.Tokens.TokenGrain,Exchange.Grains", 2),
            Held(silos[0], "Orleans.Runtime.Management.ManagementGrain,Orleans.Runtime", 1),
        ]);
        var answer = await OperateAsync<GetClusterStatusRequest, GetClusterStatusResponse>(gateway, new());
        Assert.Equal(["127.0.0.1:1@7"], answer.Silos);
        Assert.Equal(
            [("127.0.0.1:1@7", V1.SiloStatus.Active), ("127.0.0.1:2@7", V1.SiloStatus.Dead),
                ("127.0.0.1:3@7", V1.SiloStatus.Joining)],
            answer.Members.Select(silo => (silo.Address, silo.Status)));
        Assert.Equal(
            [("TokenGrain", 2), ("WalletGrain", 5)],
            answer.Members[0].Activations.Select(each => (each.Kind, each.Count)));
    }

    [Fact]
    public async Task A_token_is_halted_resumed_and_rebalanced()
    {
        await using var gateway = await TestGateway.StartAsync();
        await OperateAsync<HaltTokenRequest, HaltTokenResponse>(
            gateway, new HaltTokenRequest { Symbol = "BTC3L", Reason = "why" });
        await gateway.Cluster.Token("BTC3L").Received(1).Halt("why");
        await OperateAsync<ResumeTokenRequest, ResumeTokenResponse>(
            gateway, new ResumeTokenRequest { Symbol = "BTC3L" });
        var answer = await OperateAsync<RebalanceTokenRequest, RebalanceTokenResponse>(
            gateway, new RebalanceTokenRequest { Symbol = "BTC3L", RebalanceId = "r-9" });
        Assert.Equal(("BTC3L", "r-9"), (answer.Rebalance.Symbol, answer.Rebalance.RebalanceId));
        Assert.Equal("2.900000", answer.Rebalance.LeverageBefore);
        await Expect.InvalidAsync("TEXT_TOO_LONG", () => OperateAsync<HaltTokenRequest, HaltTokenResponse>(
            gateway, new HaltTokenRequest { Symbol = "BTC3L", Reason = new string('x', 201) }));
        await Expect.InvalidAsync("ID_MALFORMED", () => OperateAsync<RebalanceTokenRequest, RebalanceTokenResponse>(
            gateway, new RebalanceTokenRequest { Symbol = "BTC3L" }));
        await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_SYMBOL", () =>
            OperateAsync<ResumeTokenRequest, ResumeTokenResponse>(gateway, new ResumeTokenRequest { Symbol = "NOPE" }));
        await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_MARKET", () =>
            OperateAsync<ApplyFundingRequest, ApplyFundingResponse>(
                gateway, new ApplyFundingRequest { Market = "BTC", Rate = "0.1", FundingId = "f" }));
    }

    [Fact]
    public async Task Prices_go_to_their_markets_and_are_counted()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Market("ETH-USD").Configure().Publish(default!).ReturnsForAnyArgs(call => new PublishView(
            call.Arg<IReadOnlyList<PriceTick>>().Count - 1, [new RefusalCount(Refusal.MarkOutOfOrder, 1)]));
        var feed = gateway.Caller("feed", "feed");
        var answer = await feed.PublishAsync(
            Price("BTC-USD", "64000"), Price("BTC-USD", "-1"), Price("BTC-USD", "abc"), Price("BTC-USD", "0"),
            Price("ETH-USD", "3200"), Price("BTC", "1"), Price("BTC-USD", "64001"),
            new PublishPricesRequest { Market = "BTC-USD", Price = "1" },
            new PublishPricesRequest
            {
                Market = "BTC-USD", Price = "1", EventTime = new Timestamp { Seconds = long.MaxValue },
            });
        Assert.Equal((2, 7), (answer.Accepted, answer.Refused));
        Assert.Equal(
            "AMOUNT_MALFORMED 1, AMOUNT_NOT_POSITIVE 2, EVENT_TIME_MALFORMED 1, EVENT_TIME_MISSING 1, "
                + "MARK_OUT_OF_ORDER 1, UNKNOWN_MARKET 1",
            string.Join(", ", answer.RefusedByReason.Select(pair => $"{pair.Key} {pair.Value}").Order()));
        Assert.DoesNotContain("BTC", gateway.Cluster.Touched);
    }

    [Fact]
    public async Task Prices_keep_their_order_and_batches_their_bound()
    {
        await using var gateway = await TestGateway.StartAsync(options => options with { PriceBatchMax = 8 });
        var seen = new List<PriceTick>();
        var sizes = new List<int>();
        gateway.Cluster.Market("BTC-USD").Configure().Publish(default!).ReturnsForAnyArgs(async call =>
        {
            var ticks = call.Arg<IReadOnlyList<PriceTick>>();
            seen.AddRange(ticks);
            sizes.Add(ticks.Count);
            await Task.Delay(1);
            return new PublishView(ticks.Count, []);
        });
        var prices = Enumerable.Range(1, 200).Select(i => Price("BTC-USD", $"{i}")).ToArray();
        var answer = await gateway.Caller("feed", "feed").PublishAsync(prices);
        Assert.Equal(200, answer.Accepted);
        Assert.Equal(seen.Select(tick => tick.Price).Order(), seen.Select(tick => tick.Price));
        Assert.InRange(sizes.Max(), 1, 8);
    }

    [Fact]
    public async Task A_stream_of_prices_is_read_no_faster_than_the_limit()
    {
        await using var gateway = await TestGateway.StartAsync(options => options with { PriceRatePerSecond = 50 });
        var prices = Enumerable.Range(1, 90).Select(i => Price("BTC-USD", $"{i}")).ToArray();
        var begun = TimeProvider.System.GetTimestamp();
        var answer = await gateway.Caller("feed", "feed").PublishAsync(prices);
        Assert.Equal(90, answer.Accepted);
        Assert.True(TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(0.5));
    }

    private static SimpleGrainStatistic Held(SiloAddress silo, string type, int count) =>
        new() { SiloAddress = silo, GrainType = type, ActivationCount = count };

    private static PublishPricesRequest Price(string market, string price) => new()
    {
        Market = market, Price = price, EventTime = Timestamp.FromDateTimeOffset(Samples.Time), Source = "test",
    };

    private static Task<TResponse> OperateAsync<TRequest, TResponse>(TestGateway gateway, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>, new()
        where TResponse : class, Google.Protobuf.IMessage<TResponse>, new() =>
        gateway.Caller("operator", "operator").CallAsync<TRequest, TResponse>(request);
}
