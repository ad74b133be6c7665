using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;

namespace Exchange.Contracts.Tokens;

/// <summary>How far a net asset value can be relied on.</summary>
public enum Quality
{
    Live,

    /// <summary>The last mark is older than the staleness limit, or there was none yet.</summary>
    Stale,
    Halted,
    Terminated,
}

/// <summary>One net asset value of a token.</summary>
/// <param name="Sequence">Rises; a gap tells that updates were skipped. Never repeats, whatever crashed.</param>
/// <param name="Mark">Null before the first.</param>
/// <param name="Leverage">Actual, signed, 6 decimals.</param>
/// <param name="TriggerPrice">The mark at which the next interim rebalance fires; null if none will.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.nav-update")]
public sealed record NavUpdate(
    [property: Id(0)] string Symbol,
    [property: Id(1)] long Sequence,
    [property: Id(2)] Amount Nav,
    [property: Id(3)] Amount? Mark,
    [property: Id(4)] Amount TargetLeverage,
    [property: Id(5)] Amount Leverage,
    [property: Id(6)] Amount Units,
    [property: Id(7)] Amount Collateral,
    [property: Id(8)] Amount Position,
    [property: Id(9)] DateTimeOffset EventTime,
    [property: Id(10)] DateTimeOffset PublishTime,
    [property: Id(11)] Quality Quality,
    [property: Id(12)] Amount? TriggerPrice);

/// <summary>A token as it stands.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.token-view")]
public sealed record TokenView(
    [property: Id(0)] TokenTerms Terms,
    [property: Id(1)] TokenStatus Status,
    [property: Id(2)] NavUpdate Nav,
    [property: Id(3)] Amount SettlementPrice,
    [property: Id(4)] DateTimeOffset NextRebalanceAt,
    [property: Id(5)] RebalanceRecord? LastRebalance,
    [property: Id(6)] string HaltReason);

/// <summary>The price of one market as its feed took it.</summary>
/// <param name="ReceivedAt">When the feed took it, by the exchange's clock.</param>
/// <param name="IsDoubted">A price far from it has been seen since, and waits to be confirmed.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.mark")]
public sealed record Mark(
    [property: Id(0)] Amount Price,
    [property: Id(1)] DateTimeOffset EventTime,
    [property: Id(2)] DateTimeOffset ReceivedAt,
    [property: Id(3)] bool IsDoubted);

/// <summary>An order that the token has executed.</summary>
/// <param name="WalletVersion">Version of the wallet after its entry.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.execution")]
public sealed record Execution(
    [property: Id(0)] Order Order, [property: Id(1)] long WalletVersion);

/// <summary>What a token paid as funding; less than zero: received.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.funding-view")]
public sealed record FundingView([property: Id(0)] string Symbol, [property: Id(1)] Amount Paid);

/// <summary>A page of rebalances, the newest first.</summary>
/// <param name="Next">The <c>before</c> of the next page; 0 at the end.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.rebalance-page")]
public sealed record RebalancePage(
    [property: Id(0)] IReadOnlyList<RebalanceRecord> Rebalances, [property: Id(1)] long Next);
