using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>Whoever opens a folder finds what it is for, and what a README points at is there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Folders() => [.. Tree.Files
        .Where(file => !file.StartsWith('.'))
        .SelectMany(Ancestors)
        .Where(folder => folder.Count(letter => letter == '/') <= (folder.StartsWith("src/Bundled") ? 2 : 1))
        .Distinct()
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Readmes() => [.. Tree.With(".md")];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_has_a_README_or_a_line_in_that_of_its_parent(string folder)
    {
        if (Tree.Has($"{folder}/README.md"))
            return;

        var parent = Path.GetDirectoryName(folder)!.Replace('\\', '/');
        var readme = parent.Length == 0 ? "README.md" : $"{parent}/README.md";
        Assert.True(Tree.Has(readme), $"{folder} has no README.md, and neither has its parent.");
        Assert.Contains($"`{Path.GetFileName(folder)}/`", Tree.Text(readme), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Links_lead_somewhere(string readme)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Built.Root, readme))!;
        foreach (var target in Link().Matches(Tree.Text(readme)).Select(match => match.Groups[1].Value))
        {
            if (!target.Contains("://", StringComparison.Ordinal))
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{readme}: {target} is not there.");
        }
    }

    [Fact]
    public void The_README_names_every_option_of_the_silo_and_no_other()
    {
        var rows = OptionRow().Matches(Tree.Text("README.md")).Select(match => match.Groups[1].Value);
        Assert.Equal(SiloSource.Options.Order(), rows.Order());
    }

    [Fact]
    public void The_README_of_the_client_names_every_command_and_no_other()
    {
        var commands = Tree.Under("src/Exchange.Cli/Commands", ".cs")
            .SelectMany(file => Command().Matches(Tree.Text(file)))
            .Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(commands);
        var rows = CommandRow().Matches(Tree.Text("src/Exchange.Cli/README.md")).Select(match => match.Groups[1].Value);
        Assert.Equal(commands.Concat(["buy", "sell"]).Distinct().Order(), rows.Order());
    }

    private static IEnumerable<string> Ancestors(string file)
    {
        for (var slash = file.IndexOf('/'); slash >= 0; slash = file.IndexOf('/', slash + 1))
            yield return file[..slash];
    }

    [GeneratedRegex(@"\[[^\]]+\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `(--[\w-]+)[^`]*` \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex("new Command\\(\"([\\w-]+)\"")]
    private static partial Regex Command();

    [GeneratedRegex(@"^\| `([\w-]+)[^`]*` \|", RegexOptions.Multiline)]
    private static partial Regex CommandRow();
}
