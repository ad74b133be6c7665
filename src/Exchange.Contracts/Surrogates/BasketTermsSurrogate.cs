using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Contracts.Surrogates;

/// <summary>How the terms that a basket is computed with travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.basket-terms")]
public record struct BasketTermsSurrogate(
    [property: Id(0)] Amount Leverage,
    [property: Id(1)] Amount NavInitial,
    [property: Id(2)] Amount SpreadRate,
    [property: Id(3)] Amount CreationFeeRate,
    [property: Id(4)] Amount RedemptionFeeRate,
    [property: Id(5)] Amount ManagementFeeRateDaily,
    [property: Id(6)] Amount RebalanceCostRate,
    [property: Id(7)] Amount OrderMin);

/// <summary>Puts the terms that a basket is computed with on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class BasketTermsConverter : IConverter<BasketTerms, BasketTermsSurrogate>
{
    public BasketTerms ConvertFromSurrogate(in BasketTermsSurrogate surrogate) => new(
        surrogate.Leverage,
        surrogate.NavInitial,
        surrogate.SpreadRate,
        surrogate.CreationFeeRate,
        surrogate.RedemptionFeeRate,
        surrogate.ManagementFeeRateDaily,
        surrogate.RebalanceCostRate,
        surrogate.OrderMin);

    public BasketTermsSurrogate ConvertToSurrogate(in BasketTerms value) => new(
        value.Leverage,
        value.NavInitial,
        value.SpreadRate,
        value.CreationFeeRate,
        value.RedemptionFeeRate,
        value.ManagementFeeRateDaily,
        value.RebalanceCostRate,
        value.OrderMin);
}
