using System.Globalization;
using Exchange.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// kill -9 of the silo in the middle of a stream of orders, again and again, whatever database the ledger is in.
/// </summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private const int Channels = 4;
    private const int Traders = 32;
    private const int Wallets = 8;
    private const int OrdersMax = 1_000;
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMinutes(2);

    /// <summary>How often the silo is killed; a long run names more.</summary>
    private int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_KILL_ROUNDS") ?? $"{RoundsDefault}", CultureInfo.InvariantCulture);

    private protected abstract int RoundsDefault { get; }

    private protected abstract Task<Deployment> Deploy(string folder);

    [Fact]
    public async Task What_was_acknowledged_is_there_once_and_nothing_else_is_half_there()
    {
        using var scratch = new Scratch();
        var exchange = await Deploy(scratch.Path);
        var random = new Random(20260101);
        var promises = new Promises(1_000_000);
        var traders = Enumerable.Range(0, Traders)
            .Select(number => new Trader($"wallet-{number % Wallets}", $"{number}", promises)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            using var silo = await SiloProcess.Start(exchange);
            await Trade(exchange, silo, traders, round, promises, random.Next(1, OrdersMax)).WaitAsync(RoundLimit);
        }

        using var last = await SiloProcess.Start(exchange);
        await Check(exchange, last, promises).WaitAsync(RoundLimit);
        Assert.Equal(0, await last.Stop());
        Assert.True(promises.Acknowledged > Rounds, $"only {promises.Acknowledged} orders were acknowledged");
        output.WriteLine($"{Rounds} rounds, {promises.Acknowledged} orders acknowledged, {promises.Voided} voided");
    }

    private static async Task Trade(
        Deployment exchange, SiloProcess silo, Trader[] traders, int round, Promises promises, int orders)
    {
        await Check(exchange, silo, promises);
        var clients = Enumerable.Range(0, Channels).Select(_ => new Client(silo)).ToArray();
        await using (await Prices.Start(clients[0], $"{60_000 + round}"))
        {
            await Trade(clients, silo, traders, round, promises, orders);
        }

        Array.ForEach(clients, client => client.Dispose());
    }

    private static async Task Trade(
        Client[] clients, SiloProcess silo, Trader[] traders, int round, Promises promises, int orders)
    {
        for (var wallet = 0; round == 0 && wallet < Wallets; wallet++)
        {
            await clients[0].Deposit($"wallet-{wallet}", "1000000");
        }

        var load = Task.WhenAll(traders.Select((trader, number) => trader.Trade(clients[number % Channels])).ToArray());
        await promises.AreAcknowledged(promises.Acknowledged + orders, load);
        silo.Kill();
        await load;
    }

    private static async Task Check(Deployment exchange, SiloProcess silo, Promises promises)
    {
        using var client = new Client(silo);
        await promises.AssertKept(client);
        await Audits.AssertClean(exchange);
    }
}
