using System.Text.RegularExpressions;

namespace Exchange.Feeds.Replay;

/// <summary>A file of bars and the market whose prices it holds.</summary>
/// <param name="Market">The market, such as <c>BTC-USD</c>.</param>
/// <param name="Path">The file.</param>
public sealed partial record ReplayFile(string Market, string Path)
{
    /// <summary>
    /// Reads <c>BTC-USD=bars.csv</c>, or a path alone whose file name begins with the market:
    /// <c>btc_usd_1h_bitstamp.csv</c>.
    /// </summary>
    /// <exception cref="FeedOptionsException">The market is missing and the file name does not tell it.</exception>
    public static ReplayFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0 && MarketPattern().IsMatch(text[..equals].Trim()))
            return new ReplayFile(text[..equals].Trim().ToUpperInvariant(), text[(equals + 1)..].Trim());

        var match = FileNamePattern().Match(System.IO.Path.GetFileNameWithoutExtension(text));
        if (!match.Success)
        {
            throw new FeedOptionsException(
                $"the name of '{text}' does not tell its market; write MARKET=path, such as BTC-USD={text}");
        }

        var market = $"{match.Groups["base"].Value}-{match.Groups["quote"].Value}";
        return new ReplayFile(market.ToUpperInvariant(), text.Trim());
    }

    [GeneratedRegex("^[A-Za-z0-9]{1,16}(-[A-Za-z0-9]{1,16})?$")]
    private static partial Regex MarketPattern();

    [GeneratedRegex("^(?<base>[A-Za-z]{2,10})[_-](?<quote>[A-Za-z]{3,5})([_-]|$)")]
    private static partial Regex FileNamePattern();
}
