using System.Globalization;

namespace Exchange.Feeds.Tests;

internal static class Times
{
    public static readonly DateTimeOffset Start = Utc("2024-01-01T00:00:00Z");

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static DateTimeOffset After(double seconds) => Start.AddSeconds(seconds);
}
