using Exchange.Domain.Money;

namespace Exchange.Domain.Orders;

/// <summary>Which way an order goes.</summary>
public enum Side
{
    /// <summary>Creation: pays quote currency, gets units.</summary>
    Buy,

    /// <summary>Redemption: gives units, gets quote currency.</summary>
    Sell,
}

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    Filled,

    /// <summary>Its outcome was lost and a void took its place: it can never be filled.</summary>
    Rejected,
}

/// <summary>What a market order asks for.</summary>
/// <param name="ClientOrderId">Unique within the wallet.</param>
/// <param name="QuoteAmount">Quote currency to pay in all (buy) or to receive at least (sell); or null.</param>
/// <param name="Units">Units to buy or sell; or null. Exactly one of the two is given.</param>
/// <param name="LimitPrice">The worst price of a unit that is taken; null: any.</param>
public sealed record OrderRequest(
    string WalletId,
    string ClientOrderId,
    string Symbol,
    Side Side,
    Amount? QuoteAmount,
    Amount? Units,
    Amount? LimitPrice);

/// <summary>How an order was, or would be, filled. Amounts are in quote currency unless they say units.</summary>
/// <param name="Units">Bought or sold.</param>
/// <param name="Quote">Paid in all or received in all, fee included.</param>
/// <param name="Price">Of one unit: net asset value with the spread.</param>
/// <param name="Nav">Net asset value.</param>
/// <param name="Fee">Creation or redemption fee.</param>
/// <param name="SpreadCost">What the spread cost.</param>
/// <param name="Mark">Of the underlying.</param>
public sealed record Fill(
    Amount Units, Amount Quote, Amount Price, Amount Nav, Amount Fee, Amount SpreadCost, Amount Mark);

/// <summary>An order as it came out.</summary>
/// <param name="OrderId">The id of its ledger entry.</param>
/// <param name="Fill">Null if it was not filled.</param>
public sealed record Order(
    string OrderId,
    OrderRequest Request,
    OrderStatus Status,
    Fill? Fill,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FilledAt);
