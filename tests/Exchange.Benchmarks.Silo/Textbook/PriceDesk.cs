using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>
/// What a token of the textbook's prices by: its terms as they were listed, and the mark of its market, looked up every
/// second. The rules are the product's.
/// </summary>
internal sealed class PriceDesk
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly IMarketFeedGrain _market;
    private readonly TokenTerms _terms;
    private Mark _mark;

    private PriceDesk(TokenTerms terms, IMarketFeedGrain market, Mark mark)
    {
        _terms = terms;
        _market = market;
        _mark = mark;
    }

    /// <summary>Opens the desk of a token that is activated.</summary>
    public static async Task<PriceDesk> OpenAsync(Grain token, IGrainFactory grains, string symbol)
    {
        var listed = await grains.GetGrain<ITokenGrain>(symbol).Get();
        var terms = listed.Value?.Terms ?? throw new InvalidOperationException($"{symbol} is not listed.");
        var market = grains.GetGrain<IMarketFeedGrain>(terms.Underlying);
        var mark = await market.GetMark() ?? throw new InvalidOperationException($"{symbol} has no price yet.");
        var desk = new PriceDesk(terms, market, mark);
        token.RegisterGrainTimer(
            static (each, _) => each.RefreshAsync(), desk, new(Period, Period) { Interleave = true });
        return desk;
    }

    /// <summary>Prices an order on the basket of a token.</summary>
    /// <param name="funds">What the wallet has set aside for it.</param>
    /// <param name="unitsHeld">Units of the token in the wallet.</param>
    public Result<TokenDecision> Decide(TokenRow row, OrderRequest order, Amount funds, Amount unitsHeld) =>
        TokenRules.Execute(row.Read(), _terms, _mark.Price, order, funds, unitsHeld);

    /// <summary>The order as it came out.</summary>
    public static Answer<Order> Fill(OrderRequest order, Result<TokenDecision> decided)
    {
        if (decided.IsRefused)
        {
            return Answer<Order>.Refuse(decided.Refusal);
        }

        var now = TimeProvider.System.GetUtcNow();
        var id = EntryId.OfOrder(order.WalletId, order.ClientOrderId).ToString();
        return Answer<Order>.Of(new Order(id, order, OrderStatus.Filled, decided.Value.Fill, now, now));
    }

    private async Task RefreshAsync() => _mark = await _market.GetMark() ?? _mark;
}
