using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>Everything lies where a reader looks for it.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] TopLevel =
        ["src", "protos", "tests", "deploy", "ExchangeCluster.sln", "README.md", "LICENSE", "global.json"];

    private static readonly string[] DotFiles = [".ci", ".editorconfig", ".gitignore", ".gitattributes", ".config"];

    [Fact]
    public void The_top_level_holds_what_it_must_and_nothing_else()
    {
        var found = Tree.Files.Select(file => file.Split('/')[0]).Distinct().ToArray();
        Expect.None(TopLevel.Except(found));
        Assert.All(found.Except(TopLevel).Except(DotFiles), name => Assert.Matches(DirectoryProps(), name));
    }

    [Fact]
    public void A_project_has_the_name_of_its_folder_and_of_its_kind()
    {
        var odd = Project.All.Where(project => !ProjectPath().IsMatch(project.Path)).Select(project => project.Path);
        Expect.None(odd);
    }

    [Fact]
    public void Tests_mirror_the_sources()
    {
        // Beyond the projects of src: the running exchange as a whole, simulated too, and the repository itself.
        string[] wholes = ["Exchange.EndToEnd", "Exchange.Cluster", "Exchange.Repository", "Exchange.Simulator"];
        var sources = Project.All.Where(project => !project.IsTest)
            .Select(project => project.Name.StartsWith("Bundled.", StringComparison.Ordinal)
                ? "Exchange." + project.Name : project.Name);
        var mirrored = Project.All.Where(project => project.Name.EndsWith(".Tests", StringComparison.Ordinal))
            .Select(project => project.Name[..^".Tests".Length]);
        Expect.None(mirrored.Except(sources).Except(wholes));
    }

    [Fact]
    public void Every_source_file_belongs_to_a_project_that_bears_the_start_of_its_namespace()
    {
        foreach (var project in Project.All.Where(project => project.Name.StartsWith("Exchange.")))
        {
            var strangers = Tree.Under(project.Folder, ".cs")
                .Select(file => (File: file, Match: Namespace().Match(Tree.Text(file))))
                .Where(found => found.Match.Success
                    && !(found.Match.Groups[1].Value + ".").StartsWith(project.Name + ".", StringComparison.Ordinal))
                .Select(found => $"{found.File}: {found.Match.Groups[1].Value}");
            Expect.None(strangers);
        }
    }

    [Fact]
    public void The_solution_holds_every_project_and_no_other()
    {
        var listed = SolutionLine().Matches(Tree.Text("ExchangeCluster.sln"))
            .Select(match => match.Groups[1].Value.Replace('\\', '/'));
        Assert.Equal(Project.All.Select(project => project.Path).Order(), listed.Order());
    }

    [Fact]
    public void Every_script_is_one_that_bash_can_read()
    {
        foreach (var script in Tree.With(".sh").Append(".ci/run"))
        {
            var run = Shell.Run($"bash -n '{script}'");
            Assert.True(run.ExitCode == 0, run.Error);
        }
    }

    [GeneratedRegex(@"^Directory\.\w+\.props$")]
    private static partial Regex DirectoryProps();

    [GeneratedRegex(
        @"^(?:(?:src|tests)/(?<name>Exchange(?:\.\w+)+)/\k<name>"
        + @"|src/Bundled/(?<part>[\w.]+)/Bundled\.\k<part>)\.csproj$")]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex SolutionLine();
}
