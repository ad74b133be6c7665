using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Contracts.Surrogates;

/// <summary>How what an order asks for travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.order-request")]
public record struct OrderRequestSurrogate(
    [property: Id(0)] string WalletId,
    [property: Id(1)] string ClientOrderId,
    [property: Id(2)] string Symbol,
    [property: Id(3)] Side Side,
    [property: Id(4)] Amount? QuoteAmount,
    [property: Id(5)] Amount? Units,
    [property: Id(6)] Amount? LimitPrice);

/// <summary>Puts what an order asks for on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class OrderRequestConverter : IConverter<OrderRequest, OrderRequestSurrogate>
{
    public OrderRequest ConvertFromSurrogate(in OrderRequestSurrogate surrogate) => new(
        surrogate.WalletId,
        surrogate.ClientOrderId,
        surrogate.Symbol,
        surrogate.Side,
        surrogate.QuoteAmount,
        surrogate.Units,
        surrogate.LimitPrice);

    public OrderRequestSurrogate ConvertToSurrogate(in OrderRequest value) => new(
        value.WalletId,
        value.ClientOrderId,
        value.Symbol,
        value.Side,
        value.QuoteAmount,
        value.Units,
        value.LimitPrice);
}
