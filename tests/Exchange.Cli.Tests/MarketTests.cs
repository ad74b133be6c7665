using System.Diagnostics;
using System.Text.Json;
using Exchange.V1;

namespace Exchange.Cli.Tests;

/// <summary>Tokens, their net asset values as they change, and prices.</summary>
public class MarketTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Lists_tokens()
    {
        var run = (await RunAsync("tokens")).Succeeds();
        Assert.Equal(3, run.Lines.Length);
        Assert.StartsWith("BTC3L  BTC-USD ", run.Lines[1], StringComparison.Ordinal);
        var tokens = (await RunAsync("tokens", "--json")).Succeeds().Json.GetProperty("tokens");
        Assert.Equal("TOKEN_STATUS_ACTIVE", tokens[1].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Lists_the_silos_of_the_cluster()
    {
        var run = (await RunAsync("cluster")).Succeeds();
        Assert.Equal(
            ["10.0.0.7:11111@5", "active", "2", "40", "42"],
            run.Lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Watches_as_many_updates_as_asked()
    {
        var run = (await RunAsync("watch", "BTC3L", "ETH3S", "--json", "--count", "3")).Succeeds();
        Assert.Equal(["1", "2", "3"],
            run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetString()));
        Assert.Equal(["BTC3L", "ETH3S"], exchange.Heard.Last<StreamNavRequest>().Symbols);
    }

    [Fact]
    public async Task Watching_ends_cleanly_at_an_interrupt()
    {
        using var process = Cli.Start(exchange.Environment, "watch");
        Assert.Contains("BTC3L", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        using (var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]))
            await kill.WaitForExitAsync();
        (await Cli.EndAsync(process)).Succeeds();
    }

    [Fact]
    public async Task Publishes_a_price_or_says_that_it_was_not_taken()
    {
        (await RunAsync("publish", "BTC-USD", "64000")).Succeeds();
        var asked = exchange.Heard.Last<PublishPricesRequest>();
        Assert.Equal(("BTC-USD", "64000", "cli"), (asked.Market, asked.Price, asked.Source));
        var refused = await RunAsync("publish", "BTC-USD", "13");
        Assert.Equal((1, "refused: UNKNOWN_MARKET: the price was not taken\n"), (refused.ExitCode, refused.Error));
    }

    [Fact]
    public async Task Creates_a_token_with_the_usual_terms()
    {
        string[] line = ["create-token", "BTC2S", "BTC-USD", "-2", "--staleness-limit", "5", "--spread", "0.001"];
        (await RunAsync(line)).Succeeds();
        var terms = exchange.Heard.Last<CreateTokenRequest>().Terms;
        Assert.Equal(("BTC2S", "BTC-USD", "-2"), (terms.Symbol, terms.Underlying, terms.TargetLeverage));
        Assert.Equal(("100", "0.001"), (terms.InitialNav, terms.Spread));
        Assert.Equal(("0.001", "1"), (terms.CreationFee, terms.MinOrder));
        Assert.Equal((5, "USDT"), (terms.StalenessLimitSeconds, terms.QuoteAsset));
        Assert.Equal(["00:00"], terms.RebalanceTimes);
    }

    private Task<Cli> RunAsync(params string[] arguments) => Cli.RunAsync(exchange.Environment, arguments);
}
