using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Gateway.Refusals;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Gateway.Wire;

/// <summary>Writes orders and quotes.</summary>
internal static class OrderMessages
{
    public static V1.Order Write(Order order)
    {
        var fill = order.Fill;
        return new V1.Order
        {
            OrderId = order.OrderId,
            ClientOrderId = order.Request.ClientOrderId,
            WalletId = order.Request.WalletId,
            Symbol = order.Request.Symbol,
            Side = Write(order.Request.Side),
            Type = V1.OrderType.Market,
            Status = order.Status switch
            {
                OrderStatus.Filled => V1.OrderStatus.Filled,
                OrderStatus.Rejected => V1.OrderStatus.Rejected,
                _ => throw new ArgumentOutOfRangeException(nameof(order), order.Status, null),
            },
            FilledUnits = (fill?.Units ?? Amount.Zero).ToString(),
            FilledQuote = (fill?.Quote ?? Amount.Zero).ToString(),
            Price = AmountText.Write(fill?.Price),
            Nav = AmountText.Write(fill?.Nav),
            Fee = (fill?.Fee ?? Amount.Zero).ToString(),
            SpreadCost = (fill?.SpreadCost ?? Amount.Zero).ToString(),
            MarkPrice = AmountText.Write(fill?.Mark),
            CreatedAt = Timestamp.FromDateTimeOffset(order.CreatedAt),
            FilledAt = order.FilledAt is { } filled ? Timestamp.FromDateTimeOffset(filled) : null,
            Reason = order.Status == OrderStatus.Rejected ? RefusalTable.Of(Refusal.OrderVoided).Reason : string.Empty,
        };
    }

    public static V1.QuoteOrderResponse WriteQuote(OrderRequest request, Fill fill) => new()
    {
        Symbol = request.Symbol,
        Side = Write(request.Side),
        Units = fill.Units.ToString(),
        Quote = fill.Quote.ToString(),
        Price = fill.Price.ToString(),
        Nav = fill.Nav.ToString(),
        Fee = fill.Fee.ToString(),
        SpreadCost = fill.SpreadCost.ToString(),
        MarkPrice = fill.Mark.ToString(),
    };

    private static V1.Side Write(Side side) => side == Side.Buy ? V1.Side.Buy : V1.Side.Sell;
}
