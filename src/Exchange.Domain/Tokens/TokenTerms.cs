using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>The terms of a token, all of them; changed only by an operator.</summary>
/// <param name="Symbol">Such as BTC3L.</param>
/// <param name="Underlying">The market it follows, such as BTC-USD.</param>
/// <param name="Basket">What the basket is computed with.</param>
/// <param name="OrderCap">Largest order, quote currency; null: none.</param>
/// <param name="WalletCap">Most units a wallet may hold; null: none.</param>
/// <param name="TokenCap">Most units outstanding; null: none.</param>
/// <param name="RebalanceTimes">Times of day (UTC) of the scheduled rebalances, rising, at least one.</param>
/// <param name="LeverageMax">Magnitude at which the losing side is rebalanced at once; zero: never.</param>
/// <param name="LeverageMin">Magnitude at which the winning side is rebalanced at once; zero: never.</param>
/// <param name="StalenessLimitSeconds">A mark older than this is stale.</param>
public sealed record TokenTerms(
    string Symbol,
    string Underlying,
    BasketTerms Basket,
    Amount? OrderCap,
    Amount? WalletCap,
    Amount? TokenCap,
    IReadOnlyList<TimeOnly> RebalanceTimes,
    Amount LeverageMax,
    Amount LeverageMin,
    int StalenessLimitSeconds)
{
    /// <summary>Seconds after which a mark is stale, if the terms do not say.</summary>
    public const int StalenessLimitSecondsDefault = 30;

    /// <summary>Four thirds of the target: where a losing token is rebalanced if the terms do not say.</summary>
    public static Amount LeverageMaxDefault(Amount leverage) =>
        leverage.Abs().Scaled(Amount.FromInteger(4), Amount.FromInteger(3), Rounding.HalfEven);

    /// <summary>The usual terms of a token.</summary>
    public static TokenTerms Usual(string symbol, string underlying, Amount leverage) => new(
        symbol,
        underlying,
        new BasketTerms(
            leverage,
            Amount.FromInteger(100),
            Amount.Parse("0.0005"),
            Amount.Parse("0.001"),
            Amount.Parse("0.001"),
            Amount.Parse("0.0001"),
            Amount.Parse("0.0006"),
            Amount.One),
        null,
        null,
        null,
        [TimeOnly.MinValue],
        LeverageMaxDefault(leverage),
        Amount.Zero,
        StalenessLimitSecondsDefault);

    /// <summary>The first scheduled rebalance after a time.</summary>
    public DateTimeOffset NextRebalanceAfter(DateTimeOffset time)
    {
        var day = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var at in RebalanceTimes)
        {
            if (day + at.ToTimeSpan() > time)
            {
                return day + at.ToTimeSpan();
            }
        }

        return day.AddDays(1) + RebalanceTimes[0].ToTimeSpan();
    }
}
