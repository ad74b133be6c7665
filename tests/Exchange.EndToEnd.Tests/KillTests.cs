using System.Collections.Concurrent;
using System.Globalization;
using Exchange.EndToEnd.Tests.Support;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.EndToEnd.Tests;

/// <summary>kill -9 in the middle of a stream of orders, again and again.</summary>
public sealed class KillTests
{
    private const int Limit = 220_000;
    private const int Traders = 8;

    /// <summary>How often the silo is killed; a long run names more.</summary>
    private static int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    [Fact(Timeout = Limit)]
    public async Task What_was_acknowledged_is_there_once_and_nothing_else_is_half_there()
    {
        using var scratch = new Scratch();
        var random = new Random(20260101);
        var acknowledged = new ConcurrentDictionary<(string Wallet, string Id), Order>();
        var attempted = new ConcurrentDictionary<(string Wallet, string Id), bool>();
        for (var round = 0; round < Rounds; round++)
        {
            using var silo = await SiloProcess.Start(scratch.Path, "--feed", "none");
            using var client = new Client(silo);
            await Verify(client, acknowledged);
            await client.Publish("BTC-USD", $"{60_000 + round}");
            for (var trader = 0; round == 0 && trader < Traders; trader++)
            {
                await client.Deposit($"trader-{trader}", "1000000");
            }

            var number = round;
            var load = Enumerable.Range(0, Traders * 4).Select(
                lane => Trade(client, $"trader-{lane % Traders}", $"{number}-{lane}", acknowledged, attempted));
            var all = Task.WhenAll(load.ToArray());
            await Task.Delay(random.Next(100, 700));
            silo.Kill();
            await all;
        }

        Assert.True(acknowledged.Count > Rounds, $"only {acknowledged.Count} orders were acknowledged");
        await Settle(scratch.Path, acknowledged, attempted);
        await Audits.AssertClean(scratch.Path);
    }

    private static async Task Trade(
        Client client,
        string wallet,
        string lane,
        ConcurrentDictionary<(string Wallet, string Id), Order> acknowledged,
        ConcurrentDictionary<(string Wallet, string Id), bool> attempted)
    {
        for (var count = 0; ; count++)
        {
            var id = $"{lane}-{count}";
            attempted[(wallet, id)] = true;
            try
            {
                acknowledged[(wallet, id)] = await client.Buy(wallet, id, "BTC3L", "10");
            }
            catch (RpcException)
            {
                return;
            }
        }
    }

    private static async Task Verify(
        Client client, ConcurrentDictionary<(string Wallet, string Id), Order> acknowledged)
    {
        foreach (var ((wallet, id), order) in acknowledged.OrderByDescending(pair => pair.Key.Id).Take(200))
        {
            var found = await client.Trading.GetOrderAsync(
                new GetOrderRequest { ClientOrderId = id }, client.As("trader", wallet));
            Assert.Equal(order, found.Order);
        }
    }

    // Whatever was not acknowledged happened wholly or not at all: the ledger lists it or the exchange does not know
    // it.
    private static async Task Settle(
        string folder,
        ConcurrentDictionary<(string Wallet, string Id), Order> acknowledged,
        ConcurrentDictionary<(string Wallet, string Id), bool> attempted)
    {
        using var silo = await SiloProcess.Start(folder, "--feed", "none");
        using var client = new Client(silo);
        for (var trader = 0; trader < Traders; trader++)
        {
            var wallet = $"trader-{trader}";
            var orders = await AllOrders(client, wallet);
            Assert.Equal(orders.Count, orders.Select(order => order.ClientOrderId).Distinct().Count());
            var byId = orders.ToDictionary(order => order.ClientOrderId);
            Assert.All(orders, order => Assert.True(attempted.ContainsKey((wallet, order.ClientOrderId))));
            Assert.All(
                acknowledged.Where(pair => pair.Key.Wallet == wallet),
                pair => Assert.Equal(pair.Value, byId[pair.Key.Id]));
            var spent = orders.Sum(order => decimal.Parse(order.FilledQuote, CultureInfo.InvariantCulture));
            var units = orders.Sum(order => decimal.Parse(order.FilledUnits, CultureInfo.InvariantCulture));
            var view = await client.Wallets.GetWalletAsync(new GetWalletRequest(), client.As("trader", wallet));
            decimal Total(string asset) => decimal.Parse(
                view.Wallet.Balances.Single(balance => balance.Asset == asset).Total, CultureInfo.InvariantCulture);
            Assert.Equal(1_000_000m - spent, Total("USDT"));
            Assert.Equal(units, Total("BTC3L"));
        }

        Assert.Equal(0, await silo.Stop());
    }

    private static async Task<List<Order>> AllOrders(Client client, string wallet)
    {
        var all = new List<Order>();
        var page = "";
        do
        {
            var answer = await client.Trading.ListOrdersAsync(
                new ListOrdersRequest { PageSize = 1000, PageToken = page }, client.As("trader", wallet));
            all.AddRange(answer.Orders);
            page = answer.NextPageToken;
        }
        while (page != "");
        return all;
    }
}
