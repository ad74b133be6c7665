using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>
/// A wallet as the textbook stores it: what it has, and its last orders if it is to give the first answer to the same
/// id again, as the contract has it. The lean one knows no order again, and neither can prove how it came by what it
/// has: which is in their favour here.
/// </summary>
[GenerateSerializer]
[Alias("benchmark.wallet-row")]
public sealed class WalletRow
{
    private const int OrdersMax = 16;

    [Id(0)]
    public Dictionary<string, Amount> Balances { get; set; } = [];

    /// <summary>The oldest first.</summary>
    [Id(1)]
    public List<Order> Orders { get; set; } = [];

    /// <summary>Begins with what was paid in, if it has not begun.</summary>
    public void Begin(WalletView paidIn)
    {
        if (Balances.Count == 0)
        {
            Balances = paidIn.Balances.ToDictionary(each => each.Asset, each => each.Total);
        }
    }

    public Amount Of(string asset) => Balances.GetValueOrDefault(asset);

    /// <summary>Takes both legs of an order that was filled.</summary>
    public void Take(Order order)
    {
        var (fill, symbol) = (order.Fill!, order.Request.Symbol);
        var bought = order.Request.Side == Side.Buy;
        Balances[symbol] = Of(symbol) + (bought ? fill.Units : -fill.Units);
        Balances[Accounts.QuoteAsset] = Of(Accounts.QuoteAsset) + (bought ? -fill.Quote : fill.Quote);
    }

    /// <summary>The order of an id, if it was placed not long ago.</summary>
    public Order? Find(string clientOrderId) =>
        Orders.Find(order => order.Request.ClientOrderId == clientOrderId);

    /// <summary>Keeps an order, and lets go of the oldest.</summary>
    public void Remember(Order order)
    {
        if (Orders.Count == OrdersMax)
        {
            Orders.RemoveAt(0);
        }

        Orders.Add(order);
    }

    /// <summary>What an order takes from the wallet, and of which asset; the load gives it exactly.</summary>
    public static (string Asset, Amount Value) Need(OrderRequest order) => order.Side == Side.Buy
        ? (Accounts.QuoteAsset, order.QuoteAmount!.Value)
        : (order.Symbol, order.Units!.Value);
}
