using Exchange.Cluster.Tests.Support;
using Exchange.Domain.Money;

namespace Exchange.Cluster.Tests.Silos;

/// <summary>
/// Two activations of one grain at once: the ledger, and nothing else, keeps them from spending twice.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class DuplicateTests(ServerFixture postgres)
{
    private const int Limit = 240_000;

    [SeveralSilosFact(Timeout = Limit)]
    public async Task A_token_and_a_wallet_that_are_active_twice_fill_every_order_once()
    {
        await using var cluster = await TestCluster.Start(postgres, 3);
        var home = await cluster.Set.SiloOf(cluster.Token());
        string[] wallets = ["w0", "w1"];
        foreach (var wallet in wallets)
        {
            await cluster.Set.Duplicate(cluster.Wallet(wallet), home, silo => cluster.Wallet(wallet, silo).Get());
            await cluster.Fund(wallet, "100000");
        }

        // A silo that joins has never heard of any of them.
        await cluster.Set.Join();
        const int Other = 3;
        await cluster.Set.Duplicate(cluster.Token(), Other, silo => cluster.Token(silo).Get());
        foreach (var wallet in wallets)
        {
            await cluster.Set.Duplicate(cluster.Wallet(wallet), Other, silo => cluster.Wallet(wallet, silo).Get());
        }

        Assert.Equal((2, 4), (await cluster.Set.Count("TokenGrain"), await cluster.Set.Count("WalletGrain")));
        var load = new Load(cluster, wallets, view => cluster.Set.Silos[view % 2 == 0 ? home : Other]);
        load.Start();
        for (var round = 0; round < 10; round++)
        {
            // The same order at both at once, besides what the load sends.
            var order = TestCluster.Buy("w0", $"both-{round}", "5");
            load.Take("w0", order.ClientOrderId, await Task.WhenAll(
                cluster.Wallet("w0", cluster.Set.Silos[home]).PlaceOrder(order),
                cluster.Wallet("w0", cluster.Set.Silos[Other]).PlaceOrder(order)));
            await load.GoesOn(10);
        }

        await load.EndAndCheck(Amount.FromInteger(100_000));
    }
}
