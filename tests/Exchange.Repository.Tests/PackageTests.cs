using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>The same sources build with the same packages, today and in a year.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public void Every_package_has_one_exact_version()
    {
        foreach (var package in Named("Directory.Packages.props", "PackageVersion"))
        {
            var version = Resolve((string)package.Attribute("Version")!);
            Assert.True(Exact().IsMatch(version), $"{package.Attribute("Include")?.Value}: {version}");
        }
    }

    [Fact]
    public void No_project_has_a_version_of_its_own()
    {
        var own = Tree.With(".csproj", ".targets").SelectMany(file => Named(file, "PackageReference")
            .Where(reference => reference.Attributes().Any(
                attribute => attribute.Name.LocalName is "Version" or "VersionOverride"))
            .Select(reference => $"{file}: {reference}"));
        Expect.None(own);
    }

    [Fact]
    public void The_versions_of_Orleans_and_gRPC_can_be_given_on_the_command_line()
    {
        foreach (var name in new[] { "OrleansVersion", "GrpcVersion" })
        {
            var property = Assert.Single(Named("Directory.Build.props", name));
            Assert.Equal($"'$({name})' == ''", (string?)property.Attribute("Condition"));
        }
    }

    [Fact]
    public void Packages_of_Node_have_exact_versions_too()
    {
        var manifests = Tree.Files.Where(file => Path.GetFileName(file) == "package.json").ToArray();
        Assert.NotEmpty(manifests);
        foreach (var manifest in manifests)
        {
            Assert.True(Tree.Has(manifest.Replace("package.json", "package-lock.json", StringComparison.Ordinal)));
            using var json = JsonDocument.Parse(Tree.Text(manifest));
            foreach (var kind in new[] { "dependencies", "devDependencies" })
            {
                if (json.RootElement.TryGetProperty(kind, out var packages))
                    Assert.All(packages.EnumerateObject(), each => Assert.Matches(Exact(), each.Value.GetString()));
            }
        }
    }

    [Fact]
    public void The_sdk_is_pinned()
    {
        using var json = JsonDocument.Parse(Tree.Text("global.json"));
        Assert.Matches(Exact(), json.RootElement.GetProperty("sdk").GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("1.2.*")]
    [InlineData("[1.2,2.0)")]
    [InlineData("^1.2.3")]
    [InlineData("1.2")]
    [InlineData("$(SomeVersion)")]
    public void What_is_not_exact_is_found(string version) => Assert.DoesNotMatch(Exact(), version);

    private static string Resolve(string version) => version is "$(OrleansVersion)" or "$(GrpcVersion)"
        ? Named("Directory.Build.props", version[2..^1]).Single().Value
        : version;

    private static XElement[] Named(string file, string name) =>
        [.. XDocument.Parse(Tree.Text(file)).Descendants().Where(element => element.Name.LocalName == name)];

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.]+)?$")]
    private static partial Regex Exact();
}
