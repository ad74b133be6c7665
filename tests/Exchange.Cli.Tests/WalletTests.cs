using Exchange.V1;

namespace Exchange.Cli.Tests;

/// <summary>Wallets, transfers and entries.</summary>
public class WalletTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Shows_balances_with_numbers_on_the_right()
    {
        var run = (await RunAsync("wallet")).Succeeds();
        Assert.Equal(["wallet  alice", "ASSET  TOTAL  HELD  AVAILABLE", "USDT    1000    10        990"],
            run.Lines.Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Deposits_under_the_given_id()
    {
        var run = (await RunAsync("deposit", "alice", "12.5", "--id", "t1")).Succeeds();
        Assert.Contains("id      t1", run.Lines);
        var asked = exchange.Heard.Last<DepositRequest>();
        Assert.Equal(("alice", "12.5", "USDT", "t1"), (asked.WalletId, asked.Amount, asked.Asset, asked.TransferId));
    }

    [Theory]
    [InlineData("withdraw 5", "", "5")]
    [InlineData("withdraw bob -5", "bob", "-5")]
    public async Task Withdraws_from_a_wallet_or_ones_own(string line, string wallet, string amount)
    {
        var run = (await RunAsync([.. line.Split(' '), "--json"])).Succeeds();
        var asked = exchange.Heard.Last<WithdrawRequest>();
        Assert.Equal((wallet, amount), (asked.WalletId, asked.Amount));
        Assert.Equal(asked.TransferId, run.Json.GetProperty("transfer").GetProperty("transferId").GetString());
    }

    [Fact]
    public async Task Lists_entries_a_row_per_posting()
    {
        var run = (await RunAsync("entries", "alice")).Succeeds();
        Assert.Equal(3, run.Lines.Length);
        Assert.Contains("wallet/alice  USDT        5  transfer t", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains("external      USDT       -5", run.Lines[2], StringComparison.Ordinal);
    }

    private Task<Cli> RunAsync(params string[] arguments) => Cli.RunAsync(exchange.Environment, arguments);
}
