using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Workload;

/// <summary>What a run is asked to live through, as data: drawn from the seed before anything runs.</summary>
/// <param name="Start">What the clock says at first.</param>
/// <param name="Span">How long traders, operators and faults go on; the quiet end comes after it.</param>
internal sealed record Scenario(
    DateTimeOffset Start,
    TimeSpan Span,
    int Silos,
    IReadOnlyList<MarketPlan> Markets,
    IReadOnlyList<ListingPlan> Listings,
    IReadOnlyList<TraderPlan> Traders,
    IReadOnlyList<OperatorStep> Operators);

/// <summary>The prices of a market, one every so often.</summary>
/// <param name="Prices">One for each tick of the run and of its quiet end.</param>
/// <param name="Path">What the prices do, such as <c>crash</c>.</param>
internal sealed record MarketPlan(string Market, TimeSpan Tick, IReadOnlyList<Amount> Prices, string Path);

/// <summary>A token, and when it is listed.</summary>
internal sealed record ListingPlan(TimeSpan At, TokenTerms Terms);

/// <summary>How a trader behaves.</summary>
internal enum Temper
{
    /// <summary>One order after the other, repeated with its id until the answer is known.</summary>
    Honest,

    /// <summary>Does not wait: the same order twice at once, the next before the last is answered.</summary>
    Hasty,

    /// <summary>Takes old ids for new orders, and amounts at every edge.</summary>
    Malicious,
}

/// <summary>A trader and all that it will ever do.</summary>
internal sealed record TraderPlan(string WalletId, Temper Temper, IReadOnlyList<TraderStep> Steps);

/// <summary>What a trader can do.</summary>
internal enum TraderAct
{
    /// <summary>Pays in.</summary>
    Deposit,

    /// <summary>Pays out.</summary>
    Withdraw,

    /// <summary>Buys for an amount.</summary>
    BuyQuote,

    /// <summary>Buys units.</summary>
    BuyUnits,

    /// <summary>Sells units.</summary>
    SellUnits,

    /// <summary>Sells a share, of 0 to 1, of what it has as far as it knows.</summary>
    SellShare,

    /// <summary>Sells as many units as bring an amount.</summary>
    SellProceeds,

    /// <summary>Asks for a quote to buy for an amount.</summary>
    Quote,

    /// <summary>Looks at its balances.</summary>
    Look,

    /// <summary>Sends an earlier order, chosen by the value, once more as it was.</summary>
    Repeat,

    /// <summary>Sends another order under the id of an earlier one, chosen by the value.</summary>
    Reuse,
}

/// <summary>One thing that a trader does.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="Id">Of the order or transfer.</param>
/// <param name="Symbol">Empty where there is none.</param>
/// <param name="LimitShare">
/// The worst price that is taken, as a share of the last net asset value that the trader has seen; null: any.
/// </param>
internal sealed record TraderStep(
    TimeSpan At, TraderAct Act, string Id, string Symbol, Amount Value, Amount? LimitShare);

/// <summary>What an operator can do.</summary>
internal enum OperatorAct
{
    Halt,
    Resume,
    Rebalance,

    /// <summary>Applies a rate to a market.</summary>
    Funding,
}

/// <summary>One thing that an operator does, repeated with its id until it is answered.</summary>
/// <param name="Target">A symbol; of funding, a market.</param>
internal sealed record OperatorStep(TimeSpan At, OperatorAct Act, string Id, string Target, Amount Value);
