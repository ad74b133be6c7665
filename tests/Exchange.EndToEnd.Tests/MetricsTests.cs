using System.Text.RegularExpressions;
using Exchange.EndToEnd.Tests.Support;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.EndToEnd.Tests;

/// <summary>What Prometheus fetches from a running exchange, by the names that dashboards and alerts use.</summary>
public sealed partial class MetricsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 240_000)]
    public async Task What_happened_is_in_the_answer()
    {
        using var scratch = new Scratch();
        using var silo = await SiloProcess.Start(scratch.Path, "--feed", "none", "--health-port", "0");
        using var client = new Client(silo);
        await client.Publish("BTC-USD", "60000");
        await client.Deposit("alice", "1000");
        await client.Buy("alice", "o-1", "BTC3L", "500");
        await Assert.ThrowsAsync<RpcException>(() => client.Buy("alice", "o-2", "BTC3L", "5000"));
        await client.Operator.RebalanceTokenAsync(
            new RebalanceTokenRequest { Symbol = "BTC3L", RebalanceId = "r-1" }, client.As("operator"));
        using var stream = client.Market.StreamNav(
            new StreamNavRequest { Symbols = { "BTC3L" } }, client.As("trader", seconds: 60));
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));

        // What is delivered is counted after it was sent, and so maybe after it was read.
        var said = await Fetch(silo);
        while (!said.Contains("exchange_nav_delivered_total{", StringComparison.Ordinal))
        {
            await Task.Delay(50);
            said = await Fetch(silo);
        }

        AssertIs(1, "exchange_orders_accepted_total", "", said);
        AssertIs(1, "exchange_orders_refused_total", "reason=\"INSUFFICIENT_FUNDS\"", said);
        AssertIs(1, "exchange_order_duration_seconds_count", "result=\"accepted\"", said);
        AssertIs(1, "exchange_rebalances_total", "kind=\"Manual\"", said);
        AssertIs(1, "exchange_market_marks_total", "market=\"BTC-USD\",result=\"Accepted\"", said);
        AssertIs(3, "exchange_ledger_entries_total", "outcome=\"Committed\"", said);
        AssertIs(0, "exchange_ledger_queue", "", said);
        AssertIs(1, "exchange_nav_subscribers", "", said);
        Assert.Contains("exchange_market_mark_time_seconds{", said, StringComparison.Ordinal);
        Assert.Contains("exchange_ledger_commit_duration_seconds_bucket{", said, StringComparison.Ordinal);
        Assert.Contains("exchange_ledger_batch_size_bucket{", said, StringComparison.Ordinal);
        Assert.Contains("exchange_nav_delivered_total{", said, StringComparison.Ordinal);
        Assert.Contains("service_version=", said, StringComparison.Ordinal);
        Assert.Equal(0, await silo.Stop());
    }

    [Fact(Timeout = 240_000)]
    public async Task A_probe_needs_no_client_of_HTTP()
    {
        using var scratch = new Scratch();
        using var silo = await SiloProcess.Start(scratch.Path, "--feed", "none", "--health-port", "0");
        var port = (await HealthOf(silo)).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] probe = ["probe", "ready", "--health-port", port, "--health-address", "0.0.0.0"];
        var (code, said) = await SiloProcess.Run(probe);
        while (code != 0)
        {
            // A process that has only just started may give up before it is answered; orchestrators ask again too.
            (code, said) = await SiloProcess.Run(probe);
        }

        Assert.Contains("Healthy", said, StringComparison.Ordinal);
        Assert.Equal(0, await silo.Stop());
        Assert.Equal(1, (await SiloProcess.Run("probe", "live", "--health-port", port)).Code);
    }

    private static async Task<string> Fetch(SiloProcess silo)
    {
        using var client = new HttpClient { BaseAddress = await HealthOf(silo) };
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    private static async Task<Uri> HealthOf(SiloProcess silo)
    {
        await silo.WaitFor("health at ", Patience);
        return new Uri(Address().Match(silo.Log()).Groups[1].Value);
    }

    private static void AssertIs(int value, string name, string tags, string said) => Assert.True(
        Regex.IsMatch(said, $"^{name}{{[^}}]*{Regex.Escape(tags)}[^}}]*}} {value}\\b", RegexOptions.Multiline),
        $"{name}{{{tags}}} is not {value} in:\n{said}");

    [GeneratedRegex("health at (http://[^/]+)/")]
    private static partial Regex Address();
}
