using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>Which project may know which.</summary>
public sealed class ArrowTests
{
    private const string Protos = "../../protos/exchange/v1/*.proto";

    /// <summary>What each project may refer to, at most; the silo, which composes all, has no line.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Exchange.Domain"] = [],
        ["Exchange.Contracts"] = ["Exchange.Domain"],
        ["Exchange.Ledger"] = ["Exchange.Domain"],
        ["Exchange.Feeds"] = ["Exchange.Domain"],
        ["Exchange.Grains"] = ["Exchange.Contracts", "Exchange.Ledger", "Exchange.Domain"],
        ["Exchange.Gateway"] = ["Exchange.Contracts", "Exchange.Domain"],
        ["Exchange.Cli"] = [],
    };

    [Fact]
    public void Every_project_of_the_product_has_its_arrows()
    {
        var product = Project.All.Select(project => project.Name)
            .Where(name => name.StartsWith("Exchange.", StringComparison.Ordinal) && !Project.Named(name).IsTest);
        Assert.Equal(Allowed.Keys.Append("Exchange.Silo").Order(), product.Order());
    }

    [Fact]
    public void A_project_reaches_only_what_its_arrows_allow()
    {
        foreach (var (name, allowed) in Allowed)
            Expect.None(Project.Named(name).Reach().Except(allowed).Select(other => $"{name} -> {other}"));
    }

    [Fact]
    public void The_silo_reaches_everything_but_the_client()
    {
        var all = Allowed.Keys.Except(["Exchange.Cli"]);
        Assert.Equal(all.Order(), Project.Named("Exchange.Silo").Reach().Order());
    }

    [Fact]
    public void The_domain_is_pure()
    {
        var domain = Project.Named("Exchange.Domain");
        Expect.None(domain.Packages);
        Assert.Empty(domain.Elements("FrameworkReference"));
        Assert.Empty(domain.Elements("UsesOrleans").Concat(domain.Elements("UsesGrpc")));
    }

    [Fact]
    public void The_client_and_the_gateway_alone_speak_the_public_contract()
    {
        var speakers = Project.All.Where(project => !project.IsTest && project.Protos.Any()).ToArray();
        Assert.Equal(["Exchange.Cli", "Exchange.Gateway"], speakers.Select(project => project.Name).Order());
        Assert.All(speakers.SelectMany(project => project.Protos), path => Assert.Equal(Protos, path));
        Assert.Empty(Project.Named("Exchange.Cli").Elements("UsesOrleans"));
    }

    [Fact]
    public void The_bundled_stack_knows_nothing_of_the_product()
    {
        var bundled = Project.All.Where(project => project.Name.StartsWith("Bundled.", StringComparison.Ordinal));
        Assert.NotEmpty(bundled);
        Assert.All(bundled, project => Assert.All(
            project.Reach(), name => Assert.StartsWith("Bundled.", name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_of_the_product_refers_to_tests()
    {
        var tests = Project.All.Where(project => project.IsTest).Select(project => project.Name).ToArray();
        var product = Project.All.Where(project => !project.IsTest);
        Assert.All(product, project => Expect.None(project.Reach().Intersect(tests)));
    }
}
