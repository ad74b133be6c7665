using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests.Deploy;

/// <summary>What the compose file names exists, and its containers may do no more than they must.</summary>
public sealed partial class ComposeTests
{
    private const string File = "deploy/compose.yaml";
    private const string Health = "5090";

    private static readonly Yaml Compose = Yaml.Document(File);
    private static readonly IReadOnlyDictionary<string, Yaml> Services = Compose["services"].Map;

    public static TheoryData<string> Names() => [.. Services.Keys];

    [Fact]
    public void There_are_three_silos_and_two_gateways()
    {
        Assert.Equal(["silo-1", "silo-2", "silo-3"], OfRole("silo").Order());
        Assert.Equal(["gateway-1", "gateway-2"], OfRole("gateway").Order());
    }

    [Fact]
    public void They_are_one_cluster_and_each_silo_is_reached_by_its_own_name()
    {
        Assert.Single(Processes().Select(each => each.Options["--cluster"]).Distinct());
        Assert.All(Processes(), each => Assert.Equal("postgres", each.Options["--ledger"]));
        foreach (var name in OfRole("silo"))
        {
            Assert.Equal(name, Options(name)["--silo-address"]);
            Assert.Equal(name, Services[name]["hostname"].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_service_ends_in_order_comes_back_and_has_its_limits(string name)
    {
        var service = Services[name];
        Assert.Equal("unless-stopped", service["restart"].Text);
        Assert.True(service["stop_grace_period"].Exists);
        Assert.NotEmpty(service.At("healthcheck", "test").Texts);
        Assert.True(service.At("deploy", "resources", "limits", "memory").Exists);
        Assert.Matches(Image(), service["image"].Text.Replace("${EXCHANGE_VERSION:-0.0.0}", "0.0.0"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_but_the_database_run_as_nobody_on_a_file_system_that_is_read_only(string name)
    {
        if (name == "postgres")
            return;

        var service = Services[name];
        Assert.Matches("^[1-9][0-9]*:", service["user"].Text);
        Assert.Equal("true", service["read_only"].Text);
        Assert.Equal(["ALL"], service["cap_drop"].Texts);
        Assert.Equal(["no-new-privileges:true"], service["security_opt"].Texts);
    }

    [Fact]
    public void Ports_agree_and_are_published_to_this_machine_alone()
    {
        Assert.All(Processes(), each =>
        {
            Assert.Equal(Health, each.Options["--health-port"]);
            Assert.Equal("0.0.0.0", each.Options["--health-address"]);
            var probe = Services[each.Name].At("healthcheck", "test").Texts;
            Assert.Equal(["CMD", "dotnet", "exchange-silo.dll", "probe", "ready", "--health-port", Health], probe);
        });
        Assert.All(Services.Values.SelectMany(service => service["ports"].Texts), port =>
            Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.All(OfRole("gateway"), name => Assert.EndsWith(
            ":" + Options(name)["--port"], Assert.Single(Services[name]["ports"].Texts), StringComparison.Ordinal));
    }

    [Fact]
    public void Prometheus_fetches_from_every_process_and_finds_its_rules()
    {
        var prometheus = Yaml.Document("deploy/prometheus/prometheus.yml");
        foreach (var role in new[] { "silo", "gateway" })
        {
            var job = prometheus["scrape_configs"].Items.Single(each => each["job_name"].Text == role);
            Assert.Contains(job["metrics_path"].Text, SiloSource.HealthPaths);
            Assert.Equal(
                OfRole(role).Select(name => $"{name}:{Health}").Order(),
                job["static_configs"].Items.SelectMany(each => each["targets"].Texts).Order());
        }

        Assert.All(prometheus["rule_files"].Texts, file => Assert.True(Tree.Has($"deploy/prometheus/{file}")));
    }

    [Fact]
    public void Secrets_come_from_files_that_git_ignores_and_a_script_makes()
    {
        var script = Tree.Text("deploy/compose-secrets.sh");
        var secrets = Compose["secrets"].Map;
        foreach (var (name, secret) in secrets)
        {
            Assert.Equal($"../.data/secrets/{name}", secret["file"].Text);
            Assert.Contains($"keep {name}\n", script, StringComparison.Ordinal);
        }

        Assert.Contains(".data/", Tree.Lines(".gitignore"));
        Assert.Equal(
            secrets.Keys.Order(),
            Services.Values.SelectMany(service => service["secrets"].Texts).Distinct().Order());
        Assert.All(Services.Values.SelectMany(service => service["environment"].Map), pair => Assert.True(
            !SecretName().IsMatch(pair.Key + pair.Value.Text) || pair.Value.Text.Contains("/run/secrets/"), pair.Key));
        var mounted = Processes().Where(each => each.Options.ContainsKey("--key-file"))
            .Select(each => each.Options["--key-file"]);
        Assert.All(mounted, file => Assert.Equal("/run/secrets/token-key", file));
    }

    [Fact]
    public void What_is_mounted_is_there()
    {
        var sources = Services.Values.SelectMany(service => service["volumes"].Texts)
            .Select(text => text.Split(':')[0]);
        foreach (var source in sources)
        {
            Assert.True(source.StartsWith("./", StringComparison.Ordinal)
                ? Directory.Exists(Path.Combine(Built.Root, "deploy", source))
                : Compose["volumes"].Map.ContainsKey(source), source);
        }
    }

    private static IEnumerable<string> OfRole(string role) =>
        Processes().Where(each => each.Options["--role"] == role).Select(each => each.Name);

    private static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Options)> Processes() => Services
        .Where(pair => pair.Value["image"].Text.StartsWith("exchange:", StringComparison.Ordinal))
        .Select(pair => (pair.Key, Options(pair.Key)));

    private static IReadOnlyDictionary<string, string> Options(string name) =>
        SiloSource.Parse(Services[name]["command"].Texts);

    // A short name and an exact tag: no host, and nothing that changes under way.
    [GeneratedRegex(@"^([a-z]+/)?[a-z]+:v?\d+\.\d+(\.\d+)?$")]
    private static partial Regex Image();

    [GeneratedRegex("password|secret|key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
