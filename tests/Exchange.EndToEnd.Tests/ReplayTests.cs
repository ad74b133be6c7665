using System.Globalization;
using Exchange.Domain.Ledger;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Feeds.Tests;
using Exchange.V1;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>Prices of years, played through the running exchange; where it matters, the real ones.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int Limit = 1_200_000;

    private static readonly string[] Symbols = ["BTC2L", "BTC3L", "BTC3S", "ETH2S", "ETH3L", "ETH3S"];

    [RealPricesFact(Timeout = Limit)]
    public async Task Over_four_years_every_scheduled_rebalance_happens_once_and_the_ledger_adds_up()
    {
        using var scratch = new Scratch();
        using (var silo = await Replay(scratch, Real(), "2018-05-15T06:00:00Z", "2022-02-28T00:00:00Z", "max", true))
        {
            using var client = new Client(silo);
            await BuyAll(client);
            await silo.WaitFor("'replay' has ended", TimeSpan.FromMinutes(15));
            foreach (var symbol in Symbols)
            {
                await AssertEveryDay(client, symbol);
            }

            Assert.Equal(0, await silo.Stop());
        }

        output.WriteLine($"{await Audits.AssertClean(scratch.Path)} entries");
    }

    [RealPricesFact(Timeout = Limit)]
    public async Task On_12_March_2020_a_token_with_interim_rebalances_lives()
    {
        using var scratch = new Scratch();
        using (var silo = await Replay(scratch, Real(), "2020-03-10T00:00:00Z", "2020-03-13T01:00:00Z", "14400", true))
        {
            using var client = new Client(silo);
            await BuyAll(client);
            await silo.WaitFor("'replay' has ended", TimeSpan.FromMinutes(15));
            var all = await client.Rebalances("BTC3L");
            decimal NavAt(int day) => Number(all.Single(rebalance => rebalance.Kind == RebalanceKind.Scheduled
                && rebalance.DueAt.ToDateTime() == new DateTime(2020, 3, day, 0, 0, 0, DateTimeKind.Utc)).Nav);
            var loss = 1 - (NavAt(13) / NavAt(12));
            output.WriteLine($"BTC3L lost {loss:P2} on 12 March 2020");
            Assert.InRange(loss, 0.78m, 0.90m);
            Assert.Contains(all, rebalance => rebalance.Kind == RebalanceKind.Interim);
            var token = (await client.Market.GetTokenAsync(
                new GetTokenRequest { Symbol = "BTC3L" }, client.As("trader"))).Token;
            Assert.Equal(TokenStatus.Active, token.Status);
            Assert.Equal(0, await silo.Stop());
        }

        await Audits.AssertClean(scratch.Path);
    }

    [RealPricesFact(Timeout = Limit)]
    public async Task On_12_March_2020_a_token_without_them_is_knocked_out_and_the_insurance_pays()
    {
        using var scratch = new Scratch();
        using (var silo = await Replay(scratch, Real(), "2020-03-10T00:00:00Z", "2020-03-13T01:00:00Z", "14400", false))
        {
            using var client = new Client(silo);
            await BuyAll(client);
            await silo.WaitFor("'replay' has ended", TimeSpan.FromMinutes(15));
            var token = (await client.Market.GetTokenAsync(
                new GetTokenRequest { Symbol = "BTC3L" }, client.As("trader"))).Token;
            Assert.Equal(TokenStatus.Terminated, token.Status);
            Assert.Equal("0.00000000", token.Nav);
            Assert.Equal("0.00000000", token.Collateral);
            Assert.Equal("0.00000000", token.Position);
            var answer = await client.Wallets.GetWalletAsync(new GetWalletRequest(), client.As("trader", "alice"));
            Assert.All(answer.Wallet.Balances, balance => Assert.True(Number(balance.Total) >= 0));
            Assert.Equal(0, await silo.Stop());
        }

        await Audits.AssertClean(scratch.Path);
        var insurance = await Audits.Balance(scratch.Path, Accounts.Insurance, Accounts.QuoteAsset);
        output.WriteLine($"the insurance paid {-insurance}");
        Assert.True(insurance.IsNegative, "the deficit is the insurance account's");
    }

    [Fact(Timeout = Limit)]
    public async Task What_fell_due_while_the_exchange_was_down_is_done_late_once()
    {
        using var scratch = new Scratch();
        string[] flat = [Flat(scratch, "BTC-USD", 9_500), Flat(scratch, "ETH-USD", 230)];
        DateTime due;
        using (var silo = await Replay(scratch, flat, "2020-06-01T00:00:00Z", "2020-06-30T00:00:00Z", "600", true))
        {
            using var client = new Client(silo);
            await BuyAll(client);
            var token = await client.Market.GetTokenAsync(
                new GetTokenRequest { Symbol = "BTC3L" }, client.As("trader"));
            due = token.Token.NextRebalanceAt.ToDateTime();
            silo.Kill();
        }

        for (var restart = 0; restart < 2; restart++)
        {
            using var silo = await Replay(
                scratch, flat, $"2020-06-05T0{7 + restart}:00:00Z", "2020-06-30T00:00:00Z", "600", true);
            using var client = new Client(silo);
            List<Rebalance> late;
            do
            {
                late = [.. (await client.Rebalances("BTC3L")).Where(rebalance => rebalance.Late)];
                await Task.Delay(100);
            }
            while (late.Count == 0);
            Assert.Equal(due, Assert.Single(late).DueAt.ToDateTime());
            silo.Kill();
        }

        await Audits.AssertClean(scratch.Path);
    }

    // A month of hourly bars that nothing happens in: what falls due is all that there is to see.
    private static string Flat(Scratch scratch, string market, int price)
    {
        var file = Path.Combine(scratch.Path, $"{market}.csv");
        var start = new DateTime(2020, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        File.WriteAllLines(file, Enumerable.Range(0, 30 * 24)
            .Select(hour => $"{start.AddHours(hour):yyyy-MM-ddTHH:mm:ss},{price},{price + 1},{price - 1},{price}")
            .Prepend("open_time_utc,open,high,low,close"));
        return $"{market}={file}";
    }

    private static async Task AssertEveryDay(Client client, string symbol)
    {
        var scheduled = (await client.Rebalances(symbol))
            .Where(rebalance => rebalance.Kind == RebalanceKind.Scheduled).Reverse().ToList();
        var token = (await client.Market.GetTokenAsync(
            new GetTokenRequest { Symbol = symbol }, client.As("trader"))).Token;
        var expected = new DateTime(2018, 5, 16, 0, 0, 0, DateTimeKind.Utc);
        foreach (var rebalance in scheduled)
        {
            Assert.Equal(expected, rebalance.DueAt.ToDateTime());
            Assert.False(rebalance.Late, $"{symbol} {expected:O}");
            expected = expected.AddDays(1);

            // Equity of a whole position: of a few smallest parts no position is exactly on target.
            if (Number(rebalance.Nav) > 0.01m && Number(rebalance.LeverageBefore) != 0)
            {
                Assert.InRange(
                    Number(rebalance.LeverageAfter) / Number(token.TargetLeverage), 0.999m, 1.001m);
            }
        }

        Assert.Equal(expected, token.NextRebalanceAt.ToDateTime());
        Assert.True(scheduled.Count > 1000 || token.Status == TokenStatus.Terminated, $"{symbol} {scheduled.Count}");
    }

    private static async Task BuyAll(Client client)
    {
        await client.Deposit("alice", "6000000");
        foreach (var symbol in Symbols)
        {
            await client.Buy("alice", $"first-{symbol}", symbol, "1000000");
        }
    }

    private static Task<SiloProcess> Replay(
        Scratch scratch, string[] prices, string from, string to, string speed, bool interim) => SiloProcess.Start(
        scratch.Path,
        "--feed", "replay",
        "--file", prices[0],
        "--file", prices[1],
        "--from", from, "--to", to, "--speed", speed, "--interim", $"{interim}");

    private static string[] Real() =>
        [RealPrices.PathOf("btc_usd_1h_bitstamp.csv"), RealPrices.PathOf("eth_usd_1h_bitstamp.csv")];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
