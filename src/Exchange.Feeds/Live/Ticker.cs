using Exchange.Domain.Money;

namespace Exchange.Feeds.Live;

/// <summary>A price in a message of an exchange; no time where the message has none.</summary>
internal readonly record struct Ticker(string Market, Amount Price, DateTimeOffset? Time);
