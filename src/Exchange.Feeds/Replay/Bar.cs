using Exchange.Domain.Money;

namespace Exchange.Feeds.Replay;

/// <summary>The prices of one stretch of time; every price is positive, and low ≤ open, close ≤ high.</summary>
/// <param name="OpenTime">When the stretch begins (UTC).</param>
public readonly record struct Bar(DateTimeOffset OpenTime, Amount Open, Amount High, Amount Low, Amount Close);
