using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests.Deploy;

/// <summary>What the Kubernetes manifests name exists, and their pods may do no more than they must.</summary>
public sealed class KubernetesTests
{
    private const string Folder = "deploy/kubernetes";

    // The host gives its services 30 s, the command line the host 40.
    private const int StopSeconds = 40;

    private static readonly IReadOnlyList<Yaml> All =
        [.. Yaml.Document($"{Folder}/kustomization.yaml")["resources"].Texts
            .SelectMany(file => Yaml.Documents($"{Folder}/{file}"))];

    public static TheoryData<string> Names() => [.. OfKind("Deployment").Select(each => Name(each))];

    [Fact]
    public void Every_manifest_is_in_the_kustomization()
    {
        // The adapter's values are for its own chart.
        string[] apart = ["kustomization.yaml", "metrics-adapter.yaml"];
        var files = Tree.Under(Folder, ".yaml").Select(file => Path.GetFileName(file)!).Except(apart);
        Assert.Equal(files.Order(), Yaml.Document($"{Folder}/kustomization.yaml")["resources"].Texts.Order());
    }

    [Fact]
    public void There_are_three_silos_and_two_gateways()
    {
        Assert.Equal(3, Autoscaler("silo").At("spec", "minReplicas").Number);
        Assert.Equal(2, Autoscaler("gateway").At("spec", "minReplicas").Number);
        Assert.Equal("silo", Options("silo")["--role"]);
        Assert.Equal("gateway", Options("gateway")["--role"]);
        Assert.Equal(Options("silo")["--cluster"], Options("gateway")["--cluster"]);
        Assert.Equal("$(POD_IP)", Options("silo")["--silo-address"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_is_nobody_with_no_rights_on_a_file_system_that_is_read_only(string name)
    {
        var pod = Pod(name);
        Assert.Equal("true", pod.At("securityContext", "runAsNonRoot").Text);
        Assert.Equal("RuntimeDefault", pod.At("securityContext", "seccompProfile", "type").Text);
        Assert.Equal("false", pod["automountServiceAccountToken"].Text);
        var context = Container(name)["securityContext"];
        Assert.Equal("true", context["readOnlyRootFilesystem"].Text);
        Assert.Equal("false", context["allowPrivilegeEscalation"].Text);
        Assert.Equal(["ALL"], context.At("capabilities", "drop").Texts);
        Assert.True(Container(name).At("resources", "limits", "memory").Exists);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Probes_ask_what_is_answered_where_it_listens(string name)
    {
        var container = Container(name);
        var ports = container["ports"].Items
            .ToDictionary(port => port["name"].Text, port => port["containerPort"].Text);
        Assert.Equal(Options(name)["--health-port"], ports["health"]);
        Assert.Equal("0.0.0.0", Options(name)["--health-address"]);
        foreach (var (probe, path) in new[]
        {
            ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready"),
        })
        {
            Assert.Equal(path, container.At(probe, "httpGet", "path").Text);
            Assert.Contains(path, SiloSource.HealthPaths);
            Assert.Equal("health", container.At(probe, "httpGet", "port").Text);
        }

        var annotations = Deployment(name).At("spec", "template", "metadata", "annotations");
        Assert.Equal(ports["health"], annotations["prometheus.io/port"].Text);
        Assert.Contains(annotations["prometheus.io/path"].Text, SiloSource.HealthPaths);
        foreach (var (option, port) in new[]
        {
            ("--port", "grpc"), ("--silo-port", "silo"), ("--gateway-port", "orleans"),
        })
        {
            Assert.Equal(Options(name).GetValueOrDefault(option), ports.GetValueOrDefault(port));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_is_given_the_time_to_hand_over(string name)
    {
        var sleep = Container(name).At("lifecycle", "preStop", "sleep", "seconds");
        var needed = StopSeconds + (sleep.Exists ? sleep.Number : 0);
        Assert.True(Pod(name)["terminationGracePeriodSeconds"].Number > needed);
        Assert.Equal("0", Deployment(name).At("spec", "strategy", "rollingUpdate", "maxUnavailable").Text);
    }

    [Fact]
    public void Secrets_are_named_and_not_held()
    {
        Assert.Empty(OfKind("Secret"));
        var used = All.SelectMany(each => each.All())
            .Where(found => found.Key == "secretKeyRef")
            .Select(found => (Name: found.Node["name"].Text, Key: found.Node["key"].Text)).Distinct();
        Assert.Equal([("exchange", "connection")], used);
        var volume = Pod("gateway")["volumes"].Items.Single();
        Assert.Equal("exchange", volume.At("secret", "secretName").Text);
        var mount = Container("gateway")["volumeMounts"].Items.Single();
        var file = volume.At("secret", "items").Items.Single()["path"].Text;
        Assert.Equal(Options("gateway")["--key-file"], $"{mount["mountPath"].Text}/{file}");
        Assert.DoesNotContain("--connection", Options("silo").Keys.Concat(Options("gateway").Keys));
    }

    [Fact]
    public void Whatever_selects_pods_selects_some()
    {
        var labels = OfKind("Deployment").Select(each => Labels(each.At("spec", "template", "metadata", "labels")))
            .ToArray();
        string[] selecting = ["selector", "podSelector", "matchLabels", "labelSelector"];
        var selectors = All.SelectMany(each => each.All())
            .Where(found => selecting.Contains(found.Key) && !found.Node["matchLabels"].Exists && found.Node.Exists)
            .Select(found => Labels(found.Node))
            .Where(selector => !selector.Contains("metadata.name", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(selectors);
        Assert.All(selectors, selector => Assert.Contains(selector, labels));
    }

    [Fact]
    public void Both_have_a_budget_an_autoscaler_and_a_policy()
    {
        string[] both = ["gateway", "silo"];
        foreach (var kind in new[] { "PodDisruptionBudget", "HorizontalPodAutoscaler", "NetworkPolicy" })
            Assert.Equal(both, OfKind(kind).Select(Name).Order());

        var served = Yaml.Document($"{Folder}/metrics-adapter.yaml").At("rules", "custom").Items
            .Select(rule => rule.At("name", "as").Text);
        var wanted = OfKind("HorizontalPodAutoscaler").SelectMany(each => each.At("spec", "metrics").Items)
            .Where(metric => metric["pods"].Exists).Select(metric => metric.At("pods", "metric", "name").Text);
        Assert.Equal(served.Order(), wanted.Order());
        Assert.All(OfKind("HorizontalPodAutoscaler"), each =>
        {
            Assert.Equal(Name(each), each.At("spec", "scaleTargetRef", "name").Text);

            // A number of the deployment's own would undo the autoscaler's at every apply.
            Assert.False(Deployment(Name(each)).At("spec", "replicas").Exists);
        });
    }

    [Fact]
    public void A_service_leads_to_a_port_that_there_is()
    {
        Assert.Equal(["gateway", "gateways"], OfKind("Service").Select(Name).Order());
        Assert.Contains(OfKind("Service"), each => each.At("spec", "clusterIP").Exists);
        Assert.All(OfKind("Service").SelectMany(each => each.At("spec", "ports").Items), port =>
            Assert.Contains(Container("gateway")["ports"].Items, each =>
                each["name"].Text == port["targetPort"].Text && each["containerPort"].Text == port["port"].Text));
    }

    private static IEnumerable<Yaml> OfKind(string kind) => All.Where(each => each["kind"].Text == kind);

    private static string Name(Yaml manifest) => manifest.At("metadata", "name").Text;

    private static Yaml Deployment(string name) => OfKind("Deployment").Single(each => Name(each) == name);

    private static Yaml Autoscaler(string name) =>
        OfKind("HorizontalPodAutoscaler").Single(each => Name(each) == name);

    private static Yaml Pod(string name) => Deployment(name).At("spec", "template", "spec");

    private static Yaml Container(string name) => Assert.Single(Pod(name)["containers"].Items);

    private static IReadOnlyDictionary<string, string> Options(string name) =>
        SiloSource.Parse(Container(name)["args"].Texts);

    private static string Labels(Yaml labels) =>
        string.Join(',', labels.Map.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value.Text}"));
}
