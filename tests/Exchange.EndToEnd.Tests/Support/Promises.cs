using System.Collections.Concurrent;
using System.Globalization;
using Exchange.V1;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>
/// What was sent to an exchange and what it answered, to hold it to its word: every order that was acknowledged is
/// there once and as it was told, no order is there that nobody sent, and wallets have what their orders left them.
/// </summary>
/// <param name="deposited">What every wallet was given at first, in quote currency.</param>
internal sealed class Promises(decimal deposited)
{
    private readonly ConcurrentDictionary<string, decimal> _more = new();
    private readonly ConcurrentDictionary<(string Wallet, string Id), bool> _sent = new();
    private readonly ConcurrentDictionary<(string Wallet, string Id), Order> _filled = new();
    private readonly ConcurrentDictionary<(string Wallet, string Id), bool> _voided = new();

    /// <summary>Orders that were acknowledged.</summary>
    public int Acknowledged => _filled.Count;

    /// <summary>Orders of which the exchange said that they can never happen.</summary>
    public int Voided => _voided.Count;

    /// <summary>Notes what a wallet was given since.</summary>
    public void Deposit(string wallet, decimal amount) => _more.AddOrUpdate(wallet, amount, (_, sum) => sum + amount);

    public void Send(string wallet, string id) => _sent[(wallet, id)] = true;

    /// <summary>Notes an acknowledgement; one that was given before must have been the same.</summary>
    public void Acknowledge(string wallet, Order order)
    {
        var first = _filled.GetOrAdd((wallet, order.ClientOrderId), order);
        Assert.Equal(first, order);
        Assert.False(_voided.ContainsKey((wallet, order.ClientOrderId)), $"{order} was voided");
    }

    public void Void(string wallet, string id)
    {
        _voided[(wallet, id)] = true;
        Assert.False(_filled.ContainsKey((wallet, id)), $"{wallet} {id} was filled");
    }

    /// <summary>Waits until so many orders were acknowledged, however slow the machine is.</summary>
    public async Task AreAcknowledged(int orders, Task load)
    {
        while (Acknowledged < orders)
        {
            if (load.IsCompleted)
            {
                await load;
                Assert.Fail("The load has ended.");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Asks for everything; nothing may be under way.</summary>
    public async Task AssertKept(Client client)
    {
        foreach (var wallet in _sent.Keys.Select(key => key.Wallet).Distinct().ToList())
        {
            var orders = await client.Orders(wallet);
            AssertKept(wallet, orders);
            await AssertBalances(client, wallet, orders);
        }
    }

    /// <summary>The same order once more is answered as it was the first time.</summary>
    public async Task AssertRepeatable(Client client, Func<string, PlaceOrderRequest> order, int count)
    {
        foreach (var ((wallet, id), first) in _filled.Take(count))
        {
            Assert.Equal(first, await client.Place(wallet, order(id)));
        }
    }

    private void AssertKept(string wallet, List<Order> orders)
    {
        var byId = new Dictionary<string, Order>();
        foreach (var order in orders)
        {
            Assert.True(byId.TryAdd(order.ClientOrderId, order), $"{order} is there twice");
            Assert.True(_sent.ContainsKey((wallet, order.ClientOrderId)), $"nobody sent {order}");
        }

        foreach (var ((_, id), order) in _filled.Where(pair => pair.Key.Wallet == wallet))
        {
            Assert.Equal(order, byId.GetValueOrDefault(id));
        }

        foreach (var (_, id) in _voided.Keys.Where(key => key.Wallet == wallet))
        {
            Assert.Equal(OrderStatus.Rejected, byId.GetValueOrDefault(id)?.Status);
        }
    }

    private async Task AssertBalances(Client client, string wallet, List<Order> orders)
    {
        var cash = deposited + _more.GetValueOrDefault(wallet);
        var units = new Dictionary<string, decimal>();
        foreach (var order in orders.Where(order => order.Status == OrderStatus.Filled))
        {
            var sign = order.Side == Side.Buy ? 1 : -1;
            cash -= sign * decimal.Parse(order.FilledQuote, CultureInfo.InvariantCulture);
            units[order.Symbol] = units.GetValueOrDefault(order.Symbol)
                + (sign * decimal.Parse(order.FilledUnits, CultureInfo.InvariantCulture));
        }

        Assert.Equal(cash, await client.Total(wallet, "USDT"));
        foreach (var (symbol, total) in units)
        {
            Assert.Equal(total, await client.Total(wallet, symbol));
        }
    }
}
