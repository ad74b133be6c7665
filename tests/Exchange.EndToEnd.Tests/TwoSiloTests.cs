using System.Diagnostics;
using System.Globalization;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// Two silos that know nothing of each other on one database: every wallet and every token is active in both. Nothing
/// but the ledger keeps them from spending money twice, and it does.
/// </summary>
public sealed class TwoSiloTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int InFlight = 32;
    private const decimal Deposit = 1_000;
    private static readonly string[] Symbols = ["BTC3L", "ETH3L"];
    private static readonly string[] Wallets = ["w0", "w1", "w2", "w3"];

    private PostgresServer _server = null!;

    /// <summary>How many orders are sent; a long run names more.</summary>
    private static int Orders => int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_TWO_SILO_ORDERS") ?? "2000", CultureInfo.InvariantCulture);

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_same_wallets_and_tokens_active_in_both_never_spend_twice_nor_fill_an_order_twice()
    {
        using var scratch = new Scratch();
        var database = _server.MakeDatabase();
        var first = new Deployment(Path.Combine(scratch.Path, "first"), database);
        var second = new Deployment(Path.Combine(scratch.Path, "second"), database);
        using var one = await SiloProcess.Start(first);
        using var other = await SiloProcess.Start(second);
        using var here = new Client(one);
        using var there = new Client(other);
        Client[] sides = [here, there];
        using var stop = new CancellationTokenSource();
        await Publish(sides, 0);
        var prices = PublishOn(sides, stop.Token);
        await Task.WhenAll(Wallets.SelectMany(wallet => sides.Select(side => side.Deposit(wallet, $"{Deposit}"))));

        var promises = new Promises(Deposit);
        var contest = new Contest(sides, Wallets, Symbols, promises);
        var time = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < Orders;)
            {
                await contest.Place(number);
            }
        }));
        time.Stop();
        var rebalances = await Task.WhenAll(Symbols.Select(here.Rebalances));
        output.WriteLine(
            $"{Orders} orders in {time.Elapsed.TotalSeconds:F1} s, {Orders / time.Elapsed.TotalSeconds:F0} a second; "
            + $"{promises.Acknowledged} filled, {promises.Voided} voided; {contest.Reasons}; "
            + $"{rebalances.Sum(each => each.Count)} rebalances");
        await Check(contest, promises, sides);
        await stop.CancelAsync();
        await prices;
        await Audits.AssertClean(first);
        Assert.Equal(0, await one.Stop());
        Assert.Equal(0, await other.Stop());
    }

    // Each side is asked right after an order of its own, by which it learns what happened at the other.
    private static async Task Check(Contest contest, Promises promises, Client[] sides)
    {
        for (var side = 0; side < sides.Length; side++)
        {
            foreach (var wallet in Wallets)
            {
                await sides[side].Wallets.DepositAsync(
                    new() { WalletId = wallet, TransferId = $"more-{side}", Asset = "USDT", Amount = "100" },
                    sides[side].As("operator"));
                promises.Deposit(wallet, 100);
                await contest.PlaceOne(side, wallet, $"last-{side}");
            }

            await promises.AssertKept(sides[side]);
        }
    }

    private static async Task PublishOn(Client[] sides, CancellationToken stop)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            await Publish(sides, number);
            await Task.Delay(1000, CancellationToken.None);
        }
    }

    // By an eighth and more, up and down: tokens leave their leverage band, and each side wants to rebalance them.
    private static string Swing(decimal price, int number) =>
        (price + (price * 0.11m * (number % 4 - 1.5m) / 1.5m)).ToString("F2", CultureInfo.InvariantCulture);

    private static async Task Publish(Client[] sides, int number)
    {
        foreach (var side in sides)
        {
            await side.Publish("BTC-USD", Swing(60_000, number));
            await side.Publish("ETH-USD", Swing(3_000, number + 1));
        }
    }
}
