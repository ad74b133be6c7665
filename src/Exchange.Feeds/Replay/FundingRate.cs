using Exchange.Domain.Money;

namespace Exchange.Feeds.Replay;

/// <summary>What a perpetual's longs paid its shorts at one time.</summary>
/// <param name="Time">When it was paid (UTC).</param>
/// <param name="Rate">Per notional; positive: longs pay. 0.0001 is 0.01 %.</param>
public readonly record struct FundingRate(DateTimeOffset Time, Amount Rate);
