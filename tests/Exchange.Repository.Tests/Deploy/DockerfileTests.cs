using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests.Deploy;

/// <summary>The image is built from what is there, and starts what is built.</summary>
public sealed partial class DockerfileTests
{
    private const string File = "deploy/Dockerfile";

    private static readonly string Text = Tree.Text(File).Replace("\\\n", " ", StringComparison.Ordinal);

    [Fact]
    public void Where_images_come_from_is_said_by_whoever_builds()
    {
        var from = Instructions("FROM").Select(line => line.Split(' ')[0]).ToArray();
        Assert.Equal(["${SDK_IMAGE}", "${RUNTIME_IMAGE}"], from);
        Assert.Contains("SDK_IMAGE", Instructions("ARG"));
        Assert.Contains("RUNTIME_IMAGE", Instructions("ARG"));
    }

    [Fact]
    public void What_it_copies_is_there_and_not_ignored()
    {
        var admitted = Tree.Lines($"{File}.dockerignore").Where(line => line.StartsWith('!'))
            .Select(line => line[1..]).ToArray();
        var copied = Instructions("COPY").Where(line => !line.StartsWith("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[..^1]).Select(name => name.TrimEnd('/')).ToArray();
        Assert.Equal(admitted.Order(), copied.Order());
        Assert.All(copied, name => Assert.True(Path.Exists(Path.Combine(Built.Root, name)), name));

        // What lies in the root and decides how sources are compiled; without its rules some would not be.
        var settings = Directory.GetFiles(Built.Root).Select(file => Path.GetFileName(file)).Where(name =>
            name is ".editorconfig" or "global.json" || name.StartsWith("Directory.", StringComparison.Ordinal));
        Assert.All(settings, name => Assert.Contains(name, copied));

        // All that the silo's projects embed or generate from outside src must be among it.
        var outside = Tree.With(".csproj").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Outside().Matches(Tree.Text(file))).Select(match => match.Groups[1].Value);
        Assert.All(outside, path => Assert.Contains(
            copied, name => path.StartsWith(name + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_is_not_root_and_the_others_say_the_same_user()
    {
        var user = Assert.Single(Instructions("USER"));
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", user);
        Assert.Equal(user, Yaml.Document("deploy/compose.yaml").At("services", "silo-1", "user").Text);
        var pod = Yaml.Document("deploy/kubernetes/silos.yaml").At("spec", "template", "spec", "securityContext");
        Assert.Equal(user, $"{pod["runAsUser"].Text}:{pod["runAsGroup"].Text}");
    }

    [Fact]
    public void It_runs_and_probes_the_program_that_is_built()
    {
        var program = Project.Named("Exchange.Silo").Elements("AssemblyName").Single().Value + ".dll";
        Assert.Equal($"[\"dotnet\", \"{program}\"]", Assert.Single(Instructions("ENTRYPOINT")));
        var health = Assert.Single(Instructions("HEALTHCHECK"));
        Assert.Contains($"\"{program}\", \"probe\", \"live\", \"--health-port\", \"5090\"", health);
        Assert.Contains("\"probe\"", Tree.Text("src/Exchange.Silo/Health/ProbeCommand.cs"), StringComparison.Ordinal);
        Assert.Equal("5080 11111 30000 5090", Assert.Single(Instructions("EXPOSE")));
    }

    private static IEnumerable<string> Instructions(string name) =>
        Regex.Matches(Text, $@"^{name} +(.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value.Trim());

    [GeneratedRegex("Include=\"\\.\\./\\.\\./((?:deploy|protos)/[^\"]+)\"")]
    private static partial Regex Outside();
}
