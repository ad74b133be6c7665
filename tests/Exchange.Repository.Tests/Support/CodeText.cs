using System.Text.RegularExpressions;

namespace Exchange.Repository.Tests.Support;

/// <summary>
/// C# without what only people read: comments are gone and strings are empty, so that a search finds code.
/// </summary>
internal static partial class CodeText
{
    /// <summary>Line numbers stay as they were. Holes of interpolated strings go with their strings.</summary>
    public static string Strip(string code) => NotCode().Replace(code, match => match.Value[0] switch
    {
        '/' => Blank(match.Value),
        '\'' => "' '",
        _ => "\"\"" + Blank(match.Value),
    });

    /// <summary>Where a pattern occurs in the code of a file, as <c>file:line: text</c>.</summary>
    public static IEnumerable<string> Find(string file, string code, Regex pattern)
    {
        var lines = Strip(code).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (pattern.IsMatch(lines[i]))
                yield return $"{file}:{i + 1}: {lines[i].Trim()}";
        }
    }

    private static string Blank(string text) => new('\n', text.Count(letter => letter == '\n'));

    // In this order: comments, raw strings, verbatim strings, strings, characters.
    [GeneratedRegex(
        """
        //[^\n]*
        | /\*.*?\*/
        | \$*(?<quotes>"{3,}).*?\k<quotes>
        | (?:\$@|@\$|@)"(?:[^"]|"")*"
        | \$?"(?:\\.|[^"\\\n])*"
        | '(?:\\.[^']*|[^'\\\n])'
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex NotCode();
}
