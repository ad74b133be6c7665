using System.CommandLine.Parsing;
using Exchange.Feeds.Text;

namespace Exchange.Silo;

/// <summary>Reads a time of the command line, which is UTC wherever the machine stands.</summary>
internal static class UtcTime
{
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (TimeText.TryParse(text, out var time))
        {
            return time;
        }

        argument.AddError($"'{text}' is not a time such as 2026-03-01 or 2026-03-01T12:30:00Z");
        return null;
    }
}
