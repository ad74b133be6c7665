using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>Product code never asks which stack it is on.</summary>
public sealed partial class StackTests
{
    /// <summary>Where the two stacks meet, beside the root's own properties.</summary>
    private const string Composition = "src/Stack.targets";

    [Fact]
    public void No_source_of_the_product_is_compiled_conditionally() =>
        Expect.None(Product(".cs").SelectMany(file =>
            Tree.Lines(file).Where(line => Condition().IsMatch(line)).Select(line => $"{file}: {line}")));

    [Fact]
    public void No_project_of_the_product_asks_for_the_stack() =>
        Assert.DoesNotContain(
            Product(".csproj", ".props", ".targets"), file => Asks().IsMatch(Tree.Text(file)));

    [Fact]
    public void No_source_of_the_product_names_the_bundled_stack_or_its_assemblies() =>
        Expect.None(Product(".cs").SelectMany(file => CodeText.Find(file, Tree.Text(file), Names())));

    [Fact]
    public void One_file_says_what_a_stack_brings()
    {
        var asking = Tree.With(".csproj", ".targets", ".props")
            .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && Asks().IsMatch(Tree.Text(file)));
        Assert.Equal(["Directory.Build.props", "Directory.Packages.props", Composition], asking.Order());
    }

    [Fact]
    public void Tests_that_are_run_on_one_stack_alone_know_of_none()
    {
        var alike = Project.All.Where(project => project.Elements("IsSameOnEveryStack").Any()).ToArray();
        Assert.NotEmpty(alike);
        Assert.All(alike, project => Expect.None(project.Reach().Append(project.Name).Where(name =>
            Project.Named(name).Elements("UsesOrleans").Concat(Project.Named(name).Elements("UsesGrpc")).Any())));
    }

    [Theory]
    [InlineData("#if BUNDLED")]
    [InlineData("  #elif STACK_ORLEANS")]
    [InlineData("# if NET10_0")]
    public void A_condition_is_found(string line) => Assert.Matches(Condition(), line);

    private static string[] Product(params string[] extensions)
    {
        var files = Tree.Under("src", extensions)
            .Where(file => file.StartsWith("src/Exchange.", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(files);
        return files;
    }

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\$\(Stack\)|DefineConstants")]
    private static partial Regex Asks();

    [GeneratedRegex(@"\bBundled\b")]
    private static partial Regex Names();
}
