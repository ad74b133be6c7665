using Exchange.Domain.Markets;
using Exchange.Domain.Money;

namespace Exchange.Contracts.Surrogates;

/// <summary>How a price travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.price-tick")]
public record struct PriceTickSurrogate(
    [property: Id(0)] string Market,
    [property: Id(1)] Amount Price,
    [property: Id(2)] DateTimeOffset EventTime,
    [property: Id(3)] long Sequence,
    [property: Id(4)] string Source);

/// <summary>Puts a price on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class PriceTickConverter : IConverter<PriceTick, PriceTickSurrogate>
{
    public PriceTick ConvertFromSurrogate(in PriceTickSurrogate surrogate) => new(
        surrogate.Market,
        surrogate.Price,
        surrogate.EventTime,
        surrogate.Sequence,
        surrogate.Source);

    public PriceTickSurrogate ConvertToSurrogate(in PriceTick value) => new(
        value.Market,
        value.Price,
        value.EventTime,
        value.Sequence,
        value.Source);
}
