using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;

namespace Exchange.Gateway.Tests.Support;

/// <summary>What grains answer in these tests.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly Fill Fill = new(
        Of("9.9"), Of("1000"), Of("100.05"), Of("100"), Of("1"), Of("0.5"), Of("64000"));

    public static Amount Of(string text) => Amount.Parse(text);

    public static TokenTerms Terms(string symbol) => TokenTerms.Usual(symbol, "BTC-USD", Of("3"));

    public static NavUpdate Nav(string symbol, long sequence, string nav = "100") => new(
        symbol, sequence, Of(nav), Of("64000"), Of("3"), Of("3.01"), Of("10"), Of("1000"), Of("0.046875"), Time,
        Time.AddMilliseconds(5), Quality.Live, Of("60000"));

    public static TokenView Token(string symbol) => new(
        Terms(symbol), TokenStatus.Active, Nav(symbol, 1), Of("64000"), Time.AddDays(1), null, string.Empty);

    public static RebalanceRecord Rebalance(string id) => new(
        id, RebalanceKind.Manual, Time, Time, false, Of("64000"), Of("2.9"), Of("3"), Of("0.01"), Of("0.4"),
        Amount.Zero, Of("100"));

    public static Order Order(OrderRequest request) => new(
        EntryId.OfOrder(request.WalletId, request.ClientOrderId).ToString(), request, OrderStatus.Filled, Fill, Time,
        Time);

    public static WalletView Wallet(string walletId) => new(
        walletId, [new BalanceView("BTC3L", Of("2"), Of("0.5")), new BalanceView("USDT", Of("100"), Amount.Zero)]);

    public static TransferView Transfer(string walletId, TransferRequest request) => new(
        request.TransferId, EntryId.OfDeposit(walletId, request.TransferId), request.Asset, request.Value, Time,
        Wallet(walletId));
}
