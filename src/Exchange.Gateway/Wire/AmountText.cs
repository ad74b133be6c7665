using Exchange.Domain.Money;

namespace Exchange.Gateway.Wire;

/// <summary>Writes numbers for the wire.</summary>
internal static class AmountText
{
    private const int LeverageDecimals = 6;

    /// <summary>An amount; empty if there is none.</summary>
    public static string Write(Amount? amount) => amount?.ToString() ?? string.Empty;

    /// <summary>A leverage, which has 6 decimals.</summary>
    public static string WriteLeverage(Amount leverage) => leverage.ToString()[..^(Amount.Decimals - LeverageDecimals)];
}
