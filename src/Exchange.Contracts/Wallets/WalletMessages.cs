using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Contracts.Wallets;

/// <summary>What a wallet holds of one asset.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Held">What orders under way have set aside.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.balance-view")]
public sealed record BalanceView(
    [property: Id(0)] string Asset, [property: Id(1)] Amount Total, [property: Id(2)] Amount Held);

/// <summary>A wallet, its balances in the order of the assets.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.wallet-view")]
public sealed record WalletView(
    [property: Id(0)] string WalletId, [property: Id(1)] IReadOnlyList<BalanceView> Balances);

/// <summary>Money to come in or to go out.</summary>
/// <param name="TransferId">Made by the sender; unique within the wallet and direction.</param>
/// <param name="Value">More than zero.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.transfer-request")]
public sealed record TransferRequest(
    [property: Id(0)] string TransferId, [property: Id(1)] string Asset, [property: Id(2)] Amount Value);

/// <summary>Money that came in (more than zero) or went out (less), and the wallet as it is now.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.transfer-view")]
public sealed record TransferView(
    [property: Id(0)] string TransferId,
    [property: Id(1)] EntryId EntryId,
    [property: Id(2)] string Asset,
    [property: Id(3)] Amount Value,
    [property: Id(4)] DateTimeOffset Time,
    [property: Id(5)] WalletView Wallet);

/// <summary>A ledger entry and its place.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.entry-view")]
public sealed record EntryView([property: Id(0)] long Sequence, [property: Id(1)] Entry Entry);

/// <summary>A page of entries, the newest first.</summary>
/// <param name="Next">The <c>before</c> of the next page; 0 at the end.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.entry-page")]
public sealed record EntryPage(
    [property: Id(0)] IReadOnlyList<EntryView> Entries, [property: Id(1)] long Next);

/// <summary>A page of orders, the newest first.</summary>
/// <param name="Next">The <c>before</c> of the next page; 0 at the end.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.order-page")]
public sealed record OrderPage([property: Id(0)] IReadOnlyList<Order> Orders, [property: Id(1)] long Next);
