using Exchange.Domain.Orders;

namespace Exchange.Contracts.Surrogates;

/// <summary>How an order travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.order")]
public record struct OrderSurrogate(
    [property: Id(0)] string OrderId,
    [property: Id(1)] OrderRequest Request,
    [property: Id(2)] OrderStatus Status,
    [property: Id(3)] Fill? Fill,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? FilledAt);

/// <summary>Puts an order on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class OrderConverter : IConverter<Order, OrderSurrogate>
{
    public Order ConvertFromSurrogate(in OrderSurrogate surrogate) => new(
        surrogate.OrderId,
        surrogate.Request,
        surrogate.Status,
        surrogate.Fill,
        surrogate.CreatedAt,
        surrogate.FilledAt);

    public OrderSurrogate ConvertToSurrogate(in Order value) => new(
        value.OrderId,
        value.Request,
        value.Status,
        value.Fill,
        value.CreatedAt,
        value.FilledAt);
}
