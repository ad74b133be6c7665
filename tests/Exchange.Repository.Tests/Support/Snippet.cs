using System.Text.RegularExpressions;

namespace Exchange.Repository.Tests.Support;

/// <summary>
/// A fenced block of a README that opens with <c>```sh MARK</c>; whoever renders it sees a shell script.
/// </summary>
internal static partial class Snippet
{
    /// <summary>All blocks with a mark, in their order.</summary>
    public static IReadOnlyList<string> Marked(string readme, string mark) =>
        [.. Block().Matches(Tree.Text(readme))
            .Where(match => match.Groups["mark"].Value == mark)
            .Select(match => match.Groups["text"].Value)];

    [GeneratedRegex("^```sh (?<mark>[\\w-]+)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
