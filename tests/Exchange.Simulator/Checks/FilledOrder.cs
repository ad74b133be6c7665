using Exchange.Domain.Ledger;
using Exchange.Domain.Orders;
using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>An order as its ledger entry tells it.</summary>
internal sealed class FilledOrder
{
    private readonly Entry _entry;
    private readonly EntryFacts _facts;

    public FilledOrder(Entry entry) => (_entry, _facts) = (entry, EntryFacts.Of(entry));

    /// <summary>Whether an acknowledged order is this one, to the last digit.</summary>
    public bool Equals(Order order)
    {
        var told = _facts.Of("fill");
        return order is { Status: OrderStatus.Filled, Fill: { } fill }
            && order.OrderId == _entry.Id.ToString()
            && order.FilledAt == _entry.Time
            && IsOf(order.Request)
            && told.Number("units") == fill.Units
            && told.Number("quote") == fill.Quote
            && told.Number("price") == fill.Price
            && told.Number("nav") == fill.Nav
            && told.Number("fee") == fill.Fee
            && told.Number("spreadCost") == fill.SpreadCost
            && told.Number("mark") == fill.Mark
            && MovesWhatItTells(order.Request, fill);
    }

    /// <summary>Whether it is what somebody asked for.</summary>
    public bool IsOf(OrderRequest request)
    {
        var asked = _facts.Of("request");
        return asked.Text("walletId") == request.WalletId
            && asked.Text("clientOrderId") == request.ClientOrderId
            && asked.Text("symbol") == request.Symbol
            && asked.Text("side") == request.Side.ToString()
            && IsSame(asked.NumberOrNone("quoteAmount"), request.QuoteAmount)
            && IsSame(asked.NumberOrNone("units"), request.Units)
            && IsSame(asked.NumberOrNone("limitPrice"), request.LimitPrice);
    }

    private bool MovesWhatItTells(OrderRequest request, Fill fill)
    {
        var sign = request.Side == Side.Buy ? 1 : -1;
        var wallet = Accounts.Wallet(request.WalletId);
        return Moved(wallet, Accounts.QuoteAsset) == -(Fraction)sign * fill.Quote
            && Moved(wallet, request.Symbol) == (Fraction)sign * fill.Units;
    }

    private Fraction Moved(string account, string asset) => _entry.Postings
        .Where(posting => posting.Account == account && posting.Asset == asset)
        .Aggregate(Fraction.Zero, (sum, posting) => sum + posting.Value);

    private static bool IsSame(Fraction? told, Domain.Money.Amount? asked) =>
        told.HasValue == asked.HasValue && (asked is not { } amount || told!.Value == amount);
}
