using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Exchange.Contracts.Markets;

/// <summary>The feed of one market; its key is the market. It wakes the tokens on its market with every mark.</summary>
[Alias("exchange.market-feed")]
[Version(1)]
public interface IMarketFeedGrain : IGrainWithStringKey
{
    /// <summary>Takes prices; returns when all tokens have seen them.</summary>
    [Alias("publish")]
    Task<PublishView> Publish(IReadOnlyList<PriceTick> ticks);

    /// <summary>Adds a token to the durable list; answers the last mark, or null.</summary>
    [AlwaysInterleave] // a token asks while the feed may be waiting for that very token
    [Alias("attach")]
    Task<Mark?> Attach(string symbol);

    /// <summary>The last mark, or null before the first.</summary>
    [AlwaysInterleave]
    [Alias("get-mark")]
    Task<Mark?> GetMark();

    /// <summary>Applies funding to every token of the market.</summary>
    [Alias("apply-funding")]
    Task<Answer<FundingViews>> ApplyFunding(Amount rate, string fundingId);
}

/// <summary>What became of prices: how many were taken, how many were not and why.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.publish-view")]
public sealed record PublishView(
    [property: Id(0)] int Accepted, [property: Id(1)] IReadOnlyList<RefusalCount> Refused);

/// <summary>How often a reason was given.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.refusal-count")]
public sealed record RefusalCount([property: Id(0)] Refusal Refusal, [property: Id(1)] int Count);

/// <summary>What each token of a market paid.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.funding-views")]
public sealed record FundingViews([property: Id(0)] IReadOnlyList<FundingView> Payments);
