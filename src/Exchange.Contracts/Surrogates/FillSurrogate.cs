using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Contracts.Surrogates;

/// <summary>How a fill travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.fill")]
public record struct FillSurrogate(
    [property: Id(0)] Amount Units,
    [property: Id(1)] Amount Quote,
    [property: Id(2)] Amount Price,
    [property: Id(3)] Amount Nav,
    [property: Id(4)] Amount Fee,
    [property: Id(5)] Amount SpreadCost,
    [property: Id(6)] Amount Mark);

/// <summary>Puts a fill on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class FillConverter : IConverter<Fill, FillSurrogate>
{
    public Fill ConvertFromSurrogate(in FillSurrogate surrogate) => new(
        surrogate.Units,
        surrogate.Quote,
        surrogate.Price,
        surrogate.Nav,
        surrogate.Fee,
        surrogate.SpreadCost,
        surrogate.Mark);

    public FillSurrogate ConvertToSurrogate(in Fill value) => new(
        value.Units,
        value.Quote,
        value.Price,
        value.Nav,
        value.Fee,
        value.SpreadCost,
        value.Mark);
}
