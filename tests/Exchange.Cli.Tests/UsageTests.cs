namespace Exchange.Cli.Tests;

/// <summary>Lines that make no sense: exit code 2, one line on stderr, and nothing is asked of the exchange.</summary>
public class UsageTests
{
    private static readonly Dictionary<string, string> Nowhere = new()
    {
        ["EXCHANGE_ADDRESS"] = "http://127.0.0.1:9",
        ["EXCHANGE_TOKEN"] = "t",
        ["EXCHANGE_DATA"] = "/nowhere",
    };

    [Theory]
    [InlineData("nonsense", "'nonsense' is not understood")]
    [InlineData("tokens extra", "'extra' is not understood")]
    [InlineData("buy", "Required argument missing for command: 'buy'")]
    [InlineData("buy BTC3L", "say how much, once")]
    [InlineData("buy BTC3L 5 --units 1", "say how much, once")]
    [InlineData("sell BTC3L --quote 5 --units 1", "say how much, once")]
    [InlineData("quote BTC3L --units 1", "Option '--side' is required")]
    [InlineData("withdraw alice 1 2", "'2' is not understood")]
    [InlineData("funding BTC-USD 0.0001", "Option '--id' is required")]
    [InlineData("watch --count 0", "--count must be more than zero")]
    [InlineData("token --sub alice", "Option '--role' is required")]
    public async Task Says_what_is_wrong(string line, string message) =>
        (await Cli.RunAsync(Nowhere, line.Split(' '))).Fails(2, $"usage: {message}");

    [Fact]
    public async Task An_address_must_be_one()
    {
        var environment = new Dictionary<string, string>(Nowhere) { ["EXCHANGE_ADDRESS"] = "ftp://exchange" };
        (await Cli.RunAsync(environment, "tokens"))
            .Fails(2, "usage: EXCHANGE_ADDRESS 'ftp://exchange' is not an address");
    }

    [Fact]
    public async Task A_token_must_fit_in_a_header()
    {
        var environment = new Dictionary<string, string>(Nowhere) { ["EXCHANGE_TOKEN"] = "two words" };
        (await Cli.RunAsync(environment, "tokens")).Fails(2, "usage: EXCHANGE_TOKEN is not a token");
    }

    [Fact]
    public async Task Without_a_token_it_says_how_to_mint_one()
    {
        using var folder = KeyFolder.WithKey();
        (await Cli.RunAsync(folder.Environment, "tokens"))
            .Fails(2, "usage: EXCHANGE_TOKEN is not set; mint one: export EXCHANGE_TOKEN=$(exchange token --sub alice");
    }

    [Fact]
    public async Task Without_a_key_either_it_says_whom_to_ask()
    {
        using var folder = new KeyFolder();
        (await Cli.RunAsync(folder.Environment, "tokens"))
            .Fails(2, "usage: EXCHANGE_TOKEN is not set; ask the operator for a token");
    }

    [Fact]
    public async Task An_exchange_that_is_not_there_is_unavailable_and_a_repetition_safe()
    {
        (await Cli.RunAsync(Nowhere, "tokens")).Fails(3, "unavailable: no exchange answers at http://127.0.0.1:9");
        var buy = await Cli.RunAsync(Nowhere, "buy", "BTC3L", "5", "--id", "mine");
        buy.Fails(3, "unavailable: no exchange answers");
        Assert.EndsWith("; repeating it with --id mine is safe\n", buy.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_commands()
    {
        var help = (await Cli.RunAsync(Nowhere, "--help")).Succeeds();
        string[] commands = ["tokens", "watch", "buy", "sell", "quote", "wallet", "entries", "orders", "token"];
        foreach (var command in commands)
            Assert.Contains(help.Lines, line => line.StartsWith($"  {command} ", StringComparison.Ordinal));
    }
}
