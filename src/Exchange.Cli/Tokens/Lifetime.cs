using System.Globalization;

namespace Exchange.Cli.Tokens;

/// <summary>How long a token is good for, as people write it: 90s, 30m, 12h, 7d.</summary>
internal static class Lifetime
{
    private const long DaysMax = 366;

    /// <summary>Reads a lifetime of one second to 366 days.</summary>
    public static TimeSpan Parse(string text)
    {
        var unitSeconds = text.LastOrDefault() switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        if (unitSeconds > 0
            && long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            && units > 0 && units <= DaysMax * 86400 / unitSeconds)
            return TimeSpan.FromSeconds(units * unitSeconds);
        throw new UsageException($"--ttl '{text}' is not a lifetime such as 90s, 30m, 12h or 7d (at most {DaysMax}d)");
    }
}
