using System.Net;
using Exchange.Feeds.Clock;
using Exchange.Silo.Health;

namespace Exchange.Silo.Tests.Health;

/// <summary>What a probe is told from the first step of the exchange to its last.</summary>
public sealed class ExchangeHealthTests
{
    private readonly ReplayClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SilentLedger _ledger = new();

    [Fact(Timeout = 60_000)]
    public async Task It_lives_from_the_start_and_is_ready_between_start_and_stop()
    {
        var health = new ExchangeHealth(_clock);
        await using var listener = await HealthListener.Start(new IPEndPoint(IPAddress.Loopback, 0), health);
        using var client = new HttpClient { BaseAddress = new Uri(listener!.Urls.First()) };

        await AssertReady(client, false,
            """{"name":"silo","status":"Unhealthy","trouble":"the silo is starting"}""",
            """{"name":"ledger","status":"Unhealthy","trouble":"the database has not been reached yet"}""");

        _ledger.Answer.SetResult(null);
        health.LedgerIs(_ledger);
        await AssertReady(client, false, """{"name":"ledger","status":"Healthy"}""");

        health.Started();
        await AssertReady(client, true, """{"name":"silo","status":"Healthy"}""");

        health.Stopping();
        await AssertReady(client, false,
            """{"name":"silo","status":"Unhealthy","trouble":"the silo is stopping"}""");
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_listens() =>
        Assert.Null(await HealthListener.Start(null, new ExchangeHealth(_clock)));

    private static async Task AssertReady(HttpClient client, bool isReady, params string[] checks)
    {
        using var live = await client.GetAsync(new Uri(HealthEndpoints.Live, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await client.GetAsync(new Uri(HealthEndpoints.Ready, UriKind.Relative));
        Assert.Equal(isReady ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("application/json", ready.Content.Headers.ContentType!.MediaType);
        var text = await ready.Content.ReadAsStringAsync();
        Assert.All(checks, check => Assert.Contains(check, text, StringComparison.Ordinal));
    }
}
