using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Contracts.Surrogates;

/// <summary>How the terms of a token travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.token-terms")]
public record struct TokenTermsSurrogate(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Underlying,
    [property: Id(2)] BasketTerms Basket,
    [property: Id(3)] Amount? OrderCap,
    [property: Id(4)] Amount? WalletCap,
    [property: Id(5)] Amount? TokenCap,
    [property: Id(6)] IReadOnlyList<TimeOnly> RebalanceTimes,
    [property: Id(7)] Amount LeverageMax,
    [property: Id(8)] Amount LeverageMin,
    [property: Id(9)] int StalenessLimitSeconds);

/// <summary>Puts the terms of a token on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class TokenTermsConverter : IConverter<TokenTerms, TokenTermsSurrogate>
{
    public TokenTerms ConvertFromSurrogate(in TokenTermsSurrogate surrogate) => new(
        surrogate.Symbol,
        surrogate.Underlying,
        surrogate.Basket,
        surrogate.OrderCap,
        surrogate.WalletCap,
        surrogate.TokenCap,
        surrogate.RebalanceTimes,
        surrogate.LeverageMax,
        surrogate.LeverageMin,
        surrogate.StalenessLimitSeconds);

    public TokenTermsSurrogate ConvertToSurrogate(in TokenTerms value) => new(
        value.Symbol,
        value.Underlying,
        value.Basket,
        value.OrderCap,
        value.WalletCap,
        value.TokenCap,
        value.RebalanceTimes,
        value.LeverageMax,
        value.LeverageMin,
        value.StalenessLimitSeconds);
}
