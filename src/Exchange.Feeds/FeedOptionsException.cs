namespace Exchange.Feeds;

/// <summary>An option of the price feed that cannot be; the message says which, and what would be right.</summary>
public sealed class FeedOptionsException(string reason) : Exception($"price feed: {reason}");
