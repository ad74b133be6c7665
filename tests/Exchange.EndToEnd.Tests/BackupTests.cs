using System.Collections.Concurrent;
using System.Globalization;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;
using Exchange.V1;
using Grpc.Core;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// The back-up of deploy/README.md as it is written there: taken while orders are under way, restored into a server
/// that knows nothing, proven by the audit, and traded on.
/// </summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    private const int Workers = 8;
    private const int OrdersBefore = 200;

    [Fact(Timeout = 240_000)]
    public async Task A_dump_under_load_is_a_whole_exchange_that_trades_on()
    {
        using var scratch = new Scratch();
        File.SetUnixFileMode(scratch.Path, File.GetUnixFileMode(scratch.Path) | UnixFileMode.OtherExecute);
        await using var server = await PostgresServer.StartAsync();
        var database = server.MakeDatabase();
        var file = Path.Combine(server.MakeFolder(scratch.Path), "exchange.dump");
        var first = new Deployment(Path.Combine(scratch.Path, "first"), database);
        var (before, after) = await Trade(first, () =>
            server.Run("pg_dump", "--format=custom", "--file", file, NameOf(database)));

        await using var fresh = await PostgresServer.StartAsync();
        var restored = fresh.MakeDatabase();
        fresh.Run("pg_restore", "--exit-on-error", "--single-transaction", "--dbname", NameOf(restored), file);
        var second = new Deployment(Path.Combine(scratch.Path, "second"), restored);
        var entries = await Audits.AssertClean(second);
        output.WriteLine(
            $"{before.Count} orders acknowledged before the dump began and {after - before.Count} after; "
            + $"{entries} entries restored; the dump has {new FileInfo(file).Length} bytes");
        using var silo = await SiloProcess.Start(second);
        using var client = new Client(silo);
        var found = (await client.Orders("alice")).ToDictionary(order => order.ClientOrderId);
        foreach (var (id, order) in before)
        {
            Assert.Equal((order.OrderId, order.FilledUnits), (found[id].OrderId, found[id].FilledUnits));
        }

        // The same id gives the first answer, in the restored exchange as in the one that it is of.
        await client.Publish("BTC-USD", "60100");
        var (repeated, answer) = before.First();
        Assert.Equal(answer.OrderId, (await client.Buy("alice", repeated, "BTC3L", "10")).OrderId);
        Assert.Equal(OrderStatus.Filled, (await client.Buy("alice", "after", "BTC3L", "10")).Status);
        Assert.Equal(0, await silo.Stop());
        Assert.True(await Audits.AssertClean(second) > entries);
    }

    // What was acknowledged before the dump began, and how many orders were in all.
    private static async Task<(Dictionary<string, Order> Before, int All)> Trade(Deployment exchange, Action dump)
    {
        using var silo = await SiloProcess.Start(exchange);
        using var client = new Client(silo);
        await using var prices = await Prices.Start(client, "60000");
        await client.Deposit("alice", "1000000");
        var acknowledged = new ConcurrentDictionary<string, Order>();
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{worker}-{number}");
                try
                {
                    acknowledged[id] = await client.Buy("alice", id, "BTC3L", "10");
                }
                catch (RpcException refusal) when (refusal.Trailers.GetValue("reason") == "STALE_PRICE")
                {
                    // On a machine that is busy the next price may be late.
                    await Task.Delay(20);
                }
            }
        })).ToArray();
        while (acknowledged.Count < OrdersBefore)
        {
            Assert.DoesNotContain(load, each => each.IsFaulted);
            await Task.Delay(10);
        }

        var before = new Dictionary<string, Order>(acknowledged);
        await Task.Run(dump);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(0, await silo.Stop());
        return (before, acknowledged.Count);
    }

    private static string NameOf(string connection) => connection[(connection.LastIndexOf('=') + 1)..];
}
