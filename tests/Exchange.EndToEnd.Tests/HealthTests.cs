using System.Net;
using System.Text.RegularExpressions;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;

namespace Exchange.EndToEnd.Tests;

/// <summary>What probes are told while the database comes, goes and comes back.</summary>
public sealed partial class HealthTests
{
    private const int Limit = 240_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Timeout = Limit)]
    public async Task It_is_alive_without_its_database_and_ready_whenever_that_answers()
    {
        using var scratch = new Scratch();
        await using var server = await PostgresServer.StartAsync();
        var database = server.MakeDatabase();
        await server.KillAsync();
        using var silo = SiloProcess.Launch(
            scratch.Path, "--feed", "none", "--health-port", "0", "--ledger", "postgres", "--connection", database);
        await silo.WaitFor("waiting for the database", Patience);
        using var probe = await ProbeOf(silo);
        Assert.Equal(HttpStatusCode.OK, (await Ask(probe, "live")).Status);
        var waiting = await Ask(probe, "ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.Status);
        Assert.Contains("the database has not been reached yet", waiting.Said, StringComparison.Ordinal);

        await server.RestartAsync();
        await WaitUntil(probe, HttpStatusCode.OK);

        await server.KillAsync();
        var away = await WaitUntil(probe, HttpStatusCode.ServiceUnavailable);
        Assert.Contains("""{"name":"silo","status":"Healthy"}""", away, StringComparison.Ordinal);
        Assert.Contains(
            """{"name":"ledger","status":"Unhealthy","trouble":"the database does not answer"}""", away,
            StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", away + waiting.Said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Ask(probe, "live")).Status);

        await server.RestartAsync();
        await WaitUntil(probe, HttpStatusCode.OK);
        Assert.Equal(0, await silo.Stop());
    }

    [Fact(Timeout = Limit)]
    public async Task On_SQLite_it_is_ready_once_it_listens_and_the_gateway_says_so_too()
    {
        using var scratch = new Scratch();
        using var silo = await SiloProcess.Start(scratch.Path, "--feed", "none", "--health-port", "0");
        using var probe = await ProbeOf(silo);

        // On a machine that is busy the ledger may be too late for a probe; nothing else keeps it from being ready.
        var (status, said) = await Ask(probe, "ready");
        for (; status != HttpStatusCode.OK; (status, said) = await Ask(probe, "ready"))
        {
            Assert.Contains("""{"name":"silo","status":"Healthy"}""", said, StringComparison.Ordinal);
        }

        Assert.Equal(
            """
            {"status":"Healthy","checks":[{"name":"silo","status":"Healthy"},{"name":"ledger","status":"Healthy"}]}
            """,
            said);
        using var gateway = new HttpClient
        {
            BaseAddress = new Uri(silo.Address),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await WaitUntil(gateway, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await Ask(gateway, "live")).Status);
        Assert.Equal(0, await silo.Stop());
    }

    private static async Task<HttpClient> ProbeOf(SiloProcess silo)
    {
        await silo.WaitFor("health at ", Patience);
        return new HttpClient { BaseAddress = new Uri(Address().Match(silo.Log()).Groups[1].Value) };
    }

    private static async Task<(HttpStatusCode Status, string Said)> Ask(HttpClient probe, string what)
    {
        using var answer = await probe.GetAsync(new Uri($"/health/{what}", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> WaitUntil(HttpClient probe, HttpStatusCode status)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var (found, said) = await Ask(probe, "ready");
            if (found == status)
            {
                return said;
            }

            await Task.Delay(50, timeout.Token);
        }
    }

    [GeneratedRegex("health at (http://[^/]+)/")]
    private static partial Regex Address();
}
