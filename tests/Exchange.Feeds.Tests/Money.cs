using Exchange.Domain.Money;

namespace Exchange.Feeds.Tests;

internal static class Money
{
    public static Amount Of(string text) => Amount.Parse(text);
}
