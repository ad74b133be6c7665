using System.Diagnostics;
using Exchange.EndToEnd.Tests.Support;
using Exchange.V1;
using Grpc.Core;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// Something happens to a cluster under load, and afterwards what was acknowledged is there, once, and the ledger adds
/// up.
/// </summary>
internal sealed class ClusterTrial(ClusterFixture cluster, ITestOutputHelper output)
{
    private const int Traders = 16;

    /// <summary>How long something may take; there only to end what hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Lets something happen under load.</summary>
    /// <param name="name">Begins the names of the wallets, which must be new.</param>
    /// <param name="happens">What happens.</param>
    public async Task<Promises> UnderLoad(string name, Func<NodeLoad, Task> happens)
    {
        string[] wallets = [.. Enumerable.Range(0, 8).Select(number => $"{name}-{number}")];
        using var client = cluster.Client();
        await Task.WhenAll(wallets.Select(
            wallet => Patiently(() => client.Deposit(wallet, "1000000"))));
        var promises = new Promises(1_000_000);
        using var load = NodeLoad.Start(cluster, wallets, Traders, promises);
        try
        {
            await load.GoesOn();
            await happens(load);
        }
        catch
        {
            foreach (var member in cluster.SiloMembers.Concat(cluster.GatewayMembers))
            {
                output.WriteLine($"{member.Name}: {member.Log}");
            }

            throw;
        }

        output.WriteLine(await load.End());
        await Patiently(() => promises.AssertKept(client));
        output.WriteLine(
            $"{promises.Acknowledged} orders acknowledged, {promises.Voided} voided, "
            + $"{await Audits.AssertClean(cluster.Exchange)} entries proved");
        return promises;
    }

    /// <summary>Cuts something off, and waits until the others gave up a silo more than before.</summary>
    /// <param name="cut">Cuts it off.</param>
    /// <param name="address">Where the silo is; empty: anywhere.</param>
    public async Task GivenUp(Action cut, string address = "")
    {
        var before = await Dead(address);
        var time = Stopwatch.StartNew();
        cut();
        using var limit = new CancellationTokenSource(Limit);
        while (await Dead(address) == before)
        {
            await Task.Delay(100, limit.Token);
        }

        output.WriteLine($"given up after {time.Elapsed.TotalSeconds:F1} s");
    }

    private async Task<int> Dead(string address)
    {
        var dead = 0;
        await Patiently(async () => dead = (await cluster.Status()).Count(
            silo => silo.Status == SiloStatus.Dead && silo.Address.StartsWith(address, StringComparison.Ordinal)));
        return dead;
    }

    // Whoever is asked may be cut off at that moment, or on a machine that is busy with something else.
    private static async Task Patiently(Func<Task> ask)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (RpcException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }
}
