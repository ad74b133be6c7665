using System.Globalization;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// kill -9 of every process of PostgreSQL in the middle of a stream of orders. The silo stays: it refuses what it
/// cannot write, finds out what became of what was under way, and goes on when the database is back.
/// </summary>
public sealed class DatabaseKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Channels = 4;
    private const int Traders = 32;
    private const int Wallets = 8;
    private const int Repeats = 50;
    private const int OrdersMax = 1_500;
    private static readonly TimeSpan RoundLimit = TimeSpan.FromMinutes(3);

    private PostgresServer _server = null!;

    /// <summary>How often the database is killed; a long run names more.</summary>
    private static int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_DATABASE_KILL_ROUNDS") ?? "3", CultureInfo.InvariantCulture);

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_exchange_refuses_while_it_is_away_and_every_order_has_one_answer_when_it_is_back()
    {
        using var scratch = new Scratch();
        var exchange = new Deployment(scratch.Path, _server.MakeDatabase());
        using var silo = await SiloProcess.Start(exchange);
        var clients = Enumerable.Range(0, Channels).Select(_ => new Client(silo)).ToArray();
        var random = new Random(20260102);
        var promises = new Promises(1_000_000);
        var traders = Enumerable.Range(0, Traders)
            .Select(number => new Trader($"wallet-{number % Wallets}", $"{number}", promises)).ToArray();
        for (var wallet = 0; wallet < Wallets; wallet++)
        {
            await clients[0].Deposit($"wallet-{wallet}", "1000000");
        }

        long refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var late = new Trader("wallet-0", $"late-{round}", promises);
            await using (await Prices.Start(clients[0], $"{60_000 + round}"))
            {
                await Trade(clients, traders, late, promises, random).WaitAsync(RoundLimit);
            }

            refused += late.Refused;
            await Check(exchange, clients[0], promises).WaitAsync(RoundLimit);
        }

        Array.ForEach(clients, client => client.Dispose());
        Assert.Equal(0, await silo.Stop());
        output.WriteLine(
            $"{Rounds} rounds, {promises.Acknowledged} orders acknowledged, {promises.Voided} voided, "
            + $"{refused + traders.Sum(trader => trader.Refused)} refused while the database was away");
    }

    private async Task Trade(
        Client[] clients, Trader[] traders, Trader late, Promises promises, Random random)
    {
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(
            traders.Select((trader, number) => trader.Trade(clients[number % Channels], stop.Token)).ToArray());
        await promises.AreAcknowledged(promises.Acknowledged + random.Next(1, OrdersMax), load);
        await _server.KillAsync();

        // Whoever has an order under way waits to hear what became of it; whoever comes now is refused.
        load = Task.WhenAll(load, late.Trade(clients[0], stop.Token));
        await Until(() => late.Refused > 1, load);
        await Task.WhenAny(load, Task.Delay(random.Next(0, 500)));
        await _server.RestartAsync();

        // Everybody is served again, without anybody having done anything about it.
        var before = traders.Select(trader => trader.Answers).ToArray();
        await Until(
            () => late.Answers > 1 && traders.Zip(before).All(pair => pair.First.Answers > pair.Second + 1), load);
        await stop.CancelAsync();
        await load;
    }

    private static async Task Check(Deployment exchange, Client client, Promises promises)
    {
        await promises.AssertKept(client);
        await promises.AssertRepeatable(client, Trader.Order, Repeats);
        await Audits.AssertClean(exchange);
    }

    // The load never ends by itself: if it has, something threw.
    private static async Task Until(Func<bool> condition, Task load)
    {
        while (!condition())
        {
            if (load.IsCompleted)
            {
                await load;
                Assert.Fail("The silo is gone.");
            }

            await Task.Delay(10);
        }
    }
}
