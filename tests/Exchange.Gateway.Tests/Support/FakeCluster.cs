using System.Collections.Concurrent;
using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using NSubstitute;
using Orleans;
using Orleans.Runtime;

namespace Exchange.Gateway.Tests.Support;

/// <summary>A cluster of substitutes: what it was asked for can be seen, what it answers can be set.</summary>
internal sealed class FakeCluster
{
    private readonly ConcurrentDictionary<string, IMarketFeedGrain> _markets = new();
    private readonly ConcurrentDictionary<string, ITokenGrain> _tokens = new();
    private readonly ConcurrentDictionary<string, IWalletGrain> _wallets = new();

    public FakeCluster(params string[] symbols)
    {
        Symbols = [.. symbols];
        Listing.List().Returns(_ => Symbols);
        Client.GetGrain<IListingGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Listing);
        Client.GetGrain<ITokenGrain>(Arg.Any<string>(), Arg.Any<string?>())
            .Returns(call => Token(call.ArgAt<string>(0)));
        Client.GetGrain<IWalletGrain>(Arg.Any<string>(), Arg.Any<string?>())
            .Returns(call => Wallet(call.ArgAt<string>(0)));
        Client.GetGrain<IMarketFeedGrain>(Arg.Any<string>(), Arg.Any<string?>())
            .Returns(call => Market(call.ArgAt<string>(0)));
        Client.GetGrain<IManagementGrain>(Arg.Any<long>(), Arg.Any<string?>()).Returns(Management);
        Management.GetHosts(Arg.Any<bool>()).Returns([]);
        Management.GetSimpleGrainStatistics().Returns([]);
        Client.CreateObjectReference<INavObserver>(Arg.Any<IGrainObserver>())
            .Returns(call => (INavObserver)call.Arg<IGrainObserver>());
    }

    public IClusterClient Client { get; } = Substitute.For<IClusterClient>();

    public IManagementGrain Management { get; } = Substitute.For<IManagementGrain>();

    public IListingGrain Listing { get; } = Substitute.For<IListingGrain>();

    /// <summary>What is listed.</summary>
    public IReadOnlyList<string> Symbols { get; set; }

    /// <summary>Names of the grains that were touched.</summary>
    public IEnumerable<string> Touched => [.. _tokens.Keys, .. _wallets.Keys, .. _markets.Keys];

    /// <summary>Who follows which token.</summary>
    public ConcurrentDictionary<string, INavObserver> Observers { get; } = new();

    /// <summary>How often subscriptions were made or renewed.</summary>
    public ConcurrentDictionary<string, int> Renewals { get; } = new();

    public ITokenGrain Token(string symbol) => _tokens.GetOrAdd(symbol, MakeToken);

    public IWalletGrain Wallet(string walletId) => _wallets.GetOrAdd(walletId, MakeWallet);

    public IMarketFeedGrain Market(string market) => _markets.GetOrAdd(market, static _ =>
    {
        var grain = Substitute.For<IMarketFeedGrain>();
        grain.Publish(Arg.Any<IReadOnlyList<PriceTick>>())
            .Returns(call => new PublishView(call.Arg<IReadOnlyList<PriceTick>>().Count, []));
        grain.ApplyFunding(default, default!).ReturnsForAnyArgs(
            Answer<FundingViews>.Of(new FundingViews([new FundingView("BTC3L", Samples.Of("0.25"))])));
        return grain;
    });

    private ITokenGrain MakeToken(string symbol)
    {
        var grain = Substitute.For<ITokenGrain>();
        var known = Symbols.Contains(symbol);
        Answer<TokenView> View() => Either(known, Samples.Token(symbol));
        grain.Get().Returns(_ => View());
        grain.Halt(default!).ReturnsForAnyArgs(_ => View());
        grain.Resume().Returns(_ => View());
        grain.Create(default!).ReturnsForAnyArgs(Answer<TokenView>.Of(Samples.Token(symbol)));
        grain.Quote(default!).ReturnsForAnyArgs(Either(known, Samples.Fill));
        grain.Rebalance(default!).ReturnsForAnyArgs(call => Either(known, Samples.Rebalance(call.Arg<string>())));
        grain.ListRebalances(default, default)
            .ReturnsForAnyArgs(Either(known, new RebalancePage([Samples.Rebalance("r-1")], 7)));
        grain.Subscribe(default!, default).ReturnsForAnyArgs(call =>
        {
            Observers[symbol] = call.Arg<INavObserver>();
            Renewals.AddOrUpdate(symbol, 1, static (_, count) => count + 1);
            return Either(known, Samples.Nav(symbol, 1));
        });
        return grain;
    }

    private static IWalletGrain MakeWallet(string walletId)
    {
        var grain = Substitute.For<IWalletGrain>();
        grain.Get().Returns(Samples.Wallet(walletId));
        grain.PlaceOrder(default!).ReturnsForAnyArgs(
            call => Answer<Order>.Of(Samples.Order(call.Arg<OrderRequest>())));
        grain.GetOrder(default!).ReturnsForAnyArgs(Answer<Order>.Refuse(Refusal.UnknownOrder));
        grain.GetOrderById(default!).ReturnsForAnyArgs(Answer<Order>.Refuse(Refusal.UnknownOrder));
        grain.ListOrders(default, default, default).ReturnsForAnyArgs(new OrderPage([], 0));
        grain.ListEntries(default, default).ReturnsForAnyArgs(new EntryPage([], 0));
        grain.Deposit(default!).ReturnsForAnyArgs(
            call => Answer<TransferView>.Of(Samples.Transfer(walletId, call.Arg<TransferRequest>())));
        grain.Withdraw(default!).ReturnsForAnyArgs(
            call => Answer<TransferView>.Of(Samples.Transfer(walletId, call.Arg<TransferRequest>())));
        return grain;
    }

    private static Answer<T> Either<T>(bool known, T value)
        where T : class => known ? Answer<T>.Of(value) : Answer<T>.Refuse(Refusal.UnknownSymbol);
}
