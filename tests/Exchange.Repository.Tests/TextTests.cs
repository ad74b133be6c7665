using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>What holds for the text of every file that a person wrote.</summary>
public sealed partial class TextTests
{
    private const int ColumnsMax = 120;
    private const int LinesMax = 300;

    private static readonly string[] Sources =
        [".cs", ".sh", ".mjs", ".proto", ".sql", ".csproj", ".props", ".targets", ".yaml", ".yml"];

    private static IEnumerable<string> Written => [.. Tree.With([.. Sources, ".md"]), ".ci/run", ".editorconfig"];

    [Fact]
    public void Lines_have_at_most_120_columns() =>
        Expect.None(Written.SelectMany(file => Tree.Lines(file)
            .Select((line, index) => (Text: line, Place: $"{file}:{index + 1}", Columns: Columns(line)))
            .Where(line => line.Columns > ColumnsMax && !IsTableRow(file, line.Text))
            .Select(line => $"{line.Place}: {line.Columns} columns")));

    [Fact]
    public void Sources_have_at_most_300_lines() =>
        Expect.None(Tree.With(Sources)
            .Select(file => (File: file, Lines: Tree.Lines(file).Length))
            .Where(found => found.Lines > LinesMax)
            .Select(found => $"{found.File}: {found.Lines} lines"));

    [Fact]
    public void Files_end_with_one_end_of_line_and_hold_no_tabs_or_carriage_returns() =>
        Assert.DoesNotContain(Written, file => Tree.Text(file) is var text
            && (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal) || text.Contains('\r')
                || text.Contains('\t')));

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() =>
        Expect.None(Found(Tree.Files, Registry()));

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine() =>
        Expect.None(Found(Tree.Files.Where(file => Path.GetExtension(file) != ".sln"), MachinePath()));

    [Fact]
    public void A_lock_file_does_not_say_where_a_package_came_from() =>
        Expect.None(Found(
            Tree.Files.Where(file => Path.GetFileName(file) is "package-lock.json" or "packages.lock.json"),
            Resolved()));

    [Fact]
    public void No_file_holds_a_secret() => Expect.None(Found(Tree.Files, Secret()));

    // The examples are put together here, so that this file holds none of what it looks for.
    [Theory]
    [InlineData("https://registry.", "npmjs", ".org/x.tgz")]
    [InlineData("https://api.", "nuget", ".org/v3/index.json")]
    [InlineData("https://files.python", "hosted", ".org/")]
    public void A_registry_is_found(params string[] parts) => Assert.Matches(Registry(), string.Concat(parts));

    [Theory]
    [InlineData("see /", "home/someone/code")]
    [InlineData("\"/", "root/.nuget\"")]
    [InlineData("C:", "\\Users\\someone")]
    [InlineData("cat /", "tmp/x")]
    [InlineData("cp ../sh", "ared/data .")]
    public void A_place_on_a_machine_is_found(params string[] parts) =>
        Assert.Matches(MachinePath(), string.Concat(parts));

    [Theory]
    [InlineData("https://example/home/x")]
    [InlineData("$HOME/work/x")]
    [InlineData("src/work/tmp/x")]
    public void A_place_elsewhere_is_not(string text) => Assert.DoesNotMatch(MachinePath(), text);

    /// <summary>A row of a table cannot be broken.</summary>
    private static bool IsTableRow(string file, string line) =>
        file.EndsWith(".md", StringComparison.Ordinal) && line.StartsWith('|');

    private static int Columns(string line) => line.EnumerateRunes().Count();

    private static IEnumerable<string> Found(IEnumerable<string> files, Regex pattern) => files
        .SelectMany(file => pattern.Matches(Tree.Text(file)).Select(match => $"{file}: {match.Value}"));

    [GeneratedRegex(
        """
        (registry\.|www\.)?npmjs\.(org|com) | registry\.yarnpkg | nuget\.org | nuget[t]est | pypi\.org | python[h]osted
        | crates\.io | proxy\.golang | rubygems\.org | maven\.org
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Registry();

    [GeneratedRegex(
        """
        (?<![\w.$\}\)~/*-])/(home|root|work|Users|tmp|mnt|shared)/[\w.]
        | [A-Z]:\\(Users|Documents)
        | \.\./shared/
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MachinePath();

    [GeneratedRegex("\"resolved\"\\s*:\\s*\"\\w+:")]
    private static partial Regex Resolved();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")]
    private static partial Regex Secret();
}
