using System.Globalization;

namespace Exchange.Feeds.Text;

/// <summary>
/// Reads times: ISO 8601 dates and times (UTC where no offset is given) and seconds or milliseconds since 1970. Formats
/// whose day and month can be confused are not read.
/// </summary>
public static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mmK",
    ];

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        if (text.Length is 10 or 13 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            var number = long.Parse(text, CultureInfo.InvariantCulture);
            time = text.Length == 10
                ? DateTimeOffset.FromUnixTimeSeconds(number)
                : DateTimeOffset.FromUnixTimeMilliseconds(number);
            return true;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out time);
    }
}
