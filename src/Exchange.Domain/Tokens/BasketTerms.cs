using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>The terms of a token that its basket is computed with. Rates are shares: 0.0005 is 0.05 %.</summary>
/// <param name="Leverage">Target leverage, signed, not zero.</param>
/// <param name="NavInitial">Net asset value of the first unit, quote currency.</param>
/// <param name="SpreadRate">Spread to either side of net asset value.</param>
/// <param name="CreationFeeRate">Of the amount paid.</param>
/// <param name="RedemptionFeeRate">Of the gross proceeds.</param>
/// <param name="ManagementFeeRateDaily">Of the collateral, per day.</param>
/// <param name="RebalanceCostRate">Of the notional traded.</param>
/// <param name="OrderMin">Smallest order, quote currency.</param>
public readonly record struct BasketTerms(
    Amount Leverage,
    Amount NavInitial,
    Amount SpreadRate,
    Amount CreationFeeRate,
    Amount RedemptionFeeRate,
    Amount ManagementFeeRateDaily,
    Amount RebalanceCostRate,
    Amount OrderMin);
