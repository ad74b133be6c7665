using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests.Deploy;

/// <summary>Dashboards, alerts and autoscalers ask for what is measured, and look at all that is.</summary>
public sealed partial class MetricTests
{
    private const string Records = "deploy/prometheus/records.yml";
    private const string Alerts = "deploy/prometheus/alerts.yml";
    private const string Dashboard = "deploy/grafana/dashboards/exchange.json";
    private const string Adapter = "deploy/kubernetes/metrics-adapter.yaml";

    // Of Orleans and of the runtime, as a silo answered them.
    private static readonly string[] Foreign =
    [
        "orleans_catalog_activations", "dotnet_process_cpu_time_seconds_total",
        "dotnet_process_memory_working_set_bytes",
    ];

    [Fact]
    public void What_is_asked_for_is_measured()
    {
        var known = Measured().SelectMany(each => each.Series).Concat(Recorded()).Concat(Foreign).ToHashSet();
        var asked = Expressions().SelectMany(Names).Distinct().ToArray();
        Assert.True(asked.Length > 10);
        Expect.None(asked.Except(known));
    }

    [Fact]
    public void What_is_measured_is_looked_at()
    {
        var asked = Expressions().SelectMany(Names).ToHashSet();
        Assert.All(Measured(), each => Assert.True(each.Series.Any(asked.Contains), each.Name));
        Assert.All(Recorded(), name => Assert.Contains(name, asked));
    }

    [Fact]
    public void Reasons_that_are_asked_for_are_given()
    {
        var given = Tree.Text("src/Exchange.Gateway/Refusals/RefusalTable.cs")
            + Tree.Text("src/Exchange.Gateway/Refusals/Reasons.cs");
        var asked = Expressions().SelectMany(text => Reason().Matches(text))
            .SelectMany(match => match.Groups[1].Value.Split('|')).Distinct().ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, reason => Assert.Contains($"\"{reason}\"", given, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_says_how_urgent_it_is_and_what_it_means()
    {
        var alerts = Rules(Alerts).ToArray();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.Contains(alert.At("labels", "severity").Text, new[] { "page", "ticket" });
            Assert.True(alert.At("annotations", "summary").Exists);
        });
    }

    [Fact]
    public void The_dashboard_asks_the_data_source_that_is_provisioned()
    {
        var source = Yaml.Document("deploy/grafana/provisioning/datasources/prometheus.yaml")["datasources"].Items;
        var uid = Assert.Single(source)["uid"].Text;
        var asked = Uid().Matches(Tree.Text(Dashboard)).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal([uid], asked);
        var provider = Yaml.Document("deploy/grafana/provisioning/dashboards/exchange.yaml")["providers"].Items;
        var compose = Yaml.Document("deploy/compose.yaml").At("services", "grafana");
        var mounted = $"./grafana/dashboards:{Assert.Single(provider).At("options", "path").Text}:ro";
        Assert.Contains(mounted, compose["volumes"].Texts);
    }

    /// <summary>Every instrument in the sources, with the series that Prometheus makes of it.</summary>
    private static IReadOnlyList<(string Name, string[] Series)> Measured() => [.. Tree.Under("src", ".cs")
        .Where(file => file.EndsWith("Metrics.cs", StringComparison.Ordinal))
        .SelectMany(file => Instrument().Matches(Tree.Text(file)))
        .Select(match => (match.Groups[2].Value, Series(
            match.Groups[1].Value,
            match.Groups[2].Value.Replace('.', '_') + (match.Groups[3].Value == "s" ? "_seconds" : ""))))];

    private static string[] Series(string kind, string name) => kind switch
    {
        "Counter" => [$"{name}_total"],
        "Histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
        _ => [name],
    };

    private static IEnumerable<string> Recorded() => Rules(Records).Select(rule => rule["record"].Text);

    private static IEnumerable<Yaml> Rules(string file) =>
        Yaml.Document(file)["groups"].Items.SelectMany(group => group["rules"].Items);

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(Tree.Text(Dashboard));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!);
        var rules = Rules(Records).Concat(Rules(Alerts)).Select(rule => rule["expr"].Text);
        var adapter = Yaml.Document(Adapter).At("rules", "custom").Items.Select(rule => rule["seriesQuery"].Text);
        return [.. panels, .. rules, .. adapter];
    }

    private static IEnumerable<string> Names(string expression) =>
        Series().Matches(expression).Select(match => match.Value);

    [GeneratedRegex("""Create(Counter|UpDownCounter|Histogram|Gauge)(?:<\w+>)?\(\s*"([\w.]+)",\s*"([^"]+)",""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\b(exchange|orleans|dotnet)[_:][a-z0-9_:]+")]
    private static partial Regex Series();

    [GeneratedRegex("reason=~?\"([A-Z_|]+)\"")]
    private static partial Regex Reason();

    [GeneratedRegex("\"type\": \"prometheus\",\\s*\"uid\": \"(\\w+)\"")]
    private static partial Regex Uid();
}
