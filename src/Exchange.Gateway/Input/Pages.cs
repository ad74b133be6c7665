using System.Globalization;
using Exchange.Gateway.Refusals;

namespace Exchange.Gateway.Input;

/// <summary>Which page of a list is asked for. A page token is the sequence that the page ends before.</summary>
internal static class Pages
{
    private const int SizeDefault = 100;
    private const int SizeMax = 1000;

    /// <summary>The place and the size of a page; larger ones than are given out come in parts.</summary>
    public static (long Before, int Limit) Read(int pageSize, string pageToken)
    {
        if (pageSize < 0)
        {
            throw Refused.Invalid(Reasons.PageSizeOutOfRange, "page_size must not be negative.");
        }

        return (ReadToken(pageToken), pageSize == 0 ? SizeDefault : Math.Min(pageSize, SizeMax));
    }

    /// <summary>The token of the next page; empty at the end.</summary>
    public static string Next(long next) => next == 0 ? string.Empty : next.ToString(CultureInfo.InvariantCulture);

    private static long ReadToken(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before > 0
            ? before
            : throw Refused.Invalid(Reasons.PageTokenMalformed, "page_token must be one that a page came with.");
    }
}
