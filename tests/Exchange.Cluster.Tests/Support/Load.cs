using System.Collections.Concurrent;
using Exchange.Contracts;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Cluster.Tests.Support;

/// <summary>
/// Traders who place one order after the other and repeat under the same id what failed, as clients of a gateway do.
/// </summary>
/// <param name="from">Whose view of the cluster a trader takes, asked anew for every attempt.</param>
internal sealed class Load(TestCluster cluster, string[] wallets, Func<int, IGrainFactory> from)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<(string Wallet, string Id), Order> _filled = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _trading = Task.CompletedTask;

    public int Filled => _filled.Count;

    public void Start() => _trading = Task.WhenAll(wallets.Select(Trade));

    /// <summary>Waits until so many more orders are filled.</summary>
    public async Task GoesOn(int orders = 30)
    {
        for (var before = Filled; Filled < before + orders;)
        {
            Assert.False(_trading.IsFaulted, $"{_trading.Exception}");
            await Task.Delay(10);
        }
    }

    /// <summary>
    /// Takes in what a test placed by itself, at several places at once: whoever filled it told the same.
    /// </summary>
    public void Take(string wallet, string id, IEnumerable<Answer<Order>> answers)
    {
        foreach (var filled in answers.Select(answer => answer.Value).OfType<Order>())
        {
            Assert.Equal(_filled.GetOrAdd((wallet, id), filled), filled);
        }
    }

    /// <summary>Finishes what is open, and holds the exchange to every answer that it gave.</summary>
    public async Task EndAndCheck(Amount funded)
    {
        await _enough.CancelAsync();
        await _trading;
        foreach (var wallet in wallets)
        {
            // A further order, by which its wallet learns what other activations did.
            await Place(0, wallet, TestCluster.Buy(wallet, "last", "1"));
            var orders = (await cluster.Wallet(wallet).ListOrders(null, 0, 1000)).Orders;
            Assert.Equal(orders.Count, orders.Select(order => order.Request.ClientOrderId).Distinct().Count());
            var byId = orders.ToDictionary(order => order.Request.ClientOrderId);
            var mine = _filled.Where(pair => pair.Key.Wallet == wallet).ToList();
            Assert.All(mine, pair => Assert.Equal(pair.Value, byId.GetValueOrDefault(pair.Key.Id)));
            var filled = orders.Where(order => order.Status == OrderStatus.Filled).ToList();
            Assert.Equal(mine.Count, filled.Count);
            Assert.Equal(
                filled.Aggregate(funded, (left, order) => left - order.Fill!.Quote),
                await cluster.Balance(wallet, "USDT"));
        }

        await cluster.AssertAudited();
    }

    private async Task Trade(string wallet, int trader)
    {
        await Task.Yield();
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            await Place(trader, wallet, TestCluster.Buy(wallet, $"o{number}", "2"));
        }
    }

    private async Task Place(int trader, string wallet, OrderRequest order)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var answer = await cluster.Wallet(wallet, from(trader + attempt)).PlaceOrder(order);
                if (answer.Value is { } filled)
                {
                    _filled[(wallet, order.ClientOrderId)] = filled;
                    return;
                }

                if (answer.Refusal == Refusal.OrderVoided)
                {
                    return;
                }

                // A token that began anew may not have a mark yet; the ledger has no other reason here.
                Assert.True(
                    answer.Refusal is Refusal.StalePrice or Refusal.Overloaded or Refusal.LedgerUnavailable
                        or Refusal.OutcomeUnknown,
                    $"{order}: {answer.Refusal}");
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException
                or ObjectDisposedException or InvalidOperationException)
            {
                // The silo that was asked is gone, or going.
            }

            await Task.Delay(Pause);
        }
    }
}
