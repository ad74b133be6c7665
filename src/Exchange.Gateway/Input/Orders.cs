using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Gateway.Refusals;
using Exchange.V1;
using Grpc.Core;
using Side = Exchange.Domain.Orders.Side;

namespace Exchange.Gateway.Input;

/// <summary>Reads orders and quotes.</summary>
internal static class Orders
{
    // A quote belongs to no wallet and has no id; nothing that it is handed to looks at them.
    private const string Nobody = "";

    /// <summary>A market order for a wallet that the caller may use.</summary>
    public static OrderRequest Read(PlaceOrderRequest request, string walletId)
    {
        var clientOrderId = Ids.Read(request.ClientOrderId, "client_order_id");
        CheckType(request);
        var side = ReadSide(request.Side);
        var (quote, units) = request.QuantityCase switch
        {
            PlaceOrderRequest.QuantityOneofCase.QuoteAmount => ReadQuote(request.QuoteAmount),
            PlaceOrderRequest.QuantityOneofCase.Units => ReadUnits(request.Units),
            _ => throw QuantityMissing(),
        };
        var limit = Amounts.ReadPositiveOrNone(request.LimitPrice, "limit_price");
        var symbol = Ids.ReadSymbol(request.Symbol);
        return new OrderRequest(walletId, clientOrderId, symbol, side, quote, units, limit);
    }

    /// <summary>What a quote is asked for.</summary>
    public static OrderRequest Read(QuoteOrderRequest request)
    {
        var side = ReadSide(request.Side);
        var (quote, units) = request.QuantityCase switch
        {
            QuoteOrderRequest.QuantityOneofCase.QuoteAmount => ReadQuote(request.QuoteAmount),
            QuoteOrderRequest.QuantityOneofCase.Units => ReadUnits(request.Units),
            _ => throw QuantityMissing(),
        };
        return new OrderRequest(Nobody, Nobody, Ids.ReadSymbol(request.Symbol), side, quote, units, null);
    }

    private static void CheckType(PlaceOrderRequest request)
    {
        if (request.Type == OrderType.Unspecified)
        {
            throw Refused.Invalid(Reasons.OrderTypeMissing, "type must be given.");
        }

        if (request.Type != OrderType.Market)
        {
            throw Refused.Because(
                StatusCode.Unimplemented, Reasons.OrderTypeUnsupported, "Only market orders are taken so far.");
        }

        if (request.TimeInForce is not (TimeInForce.Unspecified or TimeInForce.Ioc))
        {
            throw Refused.Invalid(Reasons.TimeInForceUnsupported, "A market order is filled at once or not at all.");
        }

        if (request.StopPrice.Length > 0)
        {
            throw Refused.Invalid(Reasons.StopPriceUnexpected, "A market order has no stop_price.");
        }

        if (request.ExpiresAt is not null)
        {
            throw Refused.Invalid(Reasons.ExpiryUnexpected, "A market order has no expires_at.");
        }
    }

    private static Side ReadSide(V1.Side side) => side switch
    {
        V1.Side.Buy => Side.Buy,
        V1.Side.Sell => Side.Sell,
        _ => throw Refused.Invalid(Reasons.SideMissing, "side must be SIDE_BUY or SIDE_SELL."),
    };

    private static (Amount? Quote, Amount? Units) ReadQuote(string text) =>
        (Amounts.ReadPositive(text, "quote_amount"), null);

    private static (Amount? Quote, Amount? Units) ReadUnits(string text) => (null, Amounts.ReadPositive(text, "units"));

    private static RpcException QuantityMissing() =>
        Refused.Invalid(Reasons.QuantityMissing, "Either quote_amount or units must be given.");
}
