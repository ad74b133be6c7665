using System.Globalization;
using Exchange.Contracts.Tokens;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Gateway.Wire;

/// <summary>Writes tokens, their terms and their rebalances.</summary>
internal static class TokenMessages
{
    public static V1.Token Write(TokenView view)
    {
        var nav = view.Nav;
        return new V1.Token
        {
            Symbol = view.Terms.Symbol,
            Underlying = view.Terms.Underlying,
            TargetLeverage = AmountText.WriteLeverage(view.Terms.Basket.Leverage),
            Terms = Write(view.Terms),
            Nav = nav.Nav.ToString(),
            ActualLeverage = AmountText.WriteLeverage(nav.Leverage),
            UnitsOutstanding = nav.Units.ToString(),
            Status = view.Status switch
            {
                TokenStatus.Active => V1.TokenStatus.Active,
                TokenStatus.Halted => V1.TokenStatus.Halted,
                TokenStatus.Terminated => V1.TokenStatus.Terminated,
                _ => throw new ArgumentOutOfRangeException(nameof(view), view.Status, null),
            },
            NextRebalanceAt = Timestamp.FromDateTimeOffset(view.NextRebalanceAt),
            LastRebalance = view.LastRebalance is { } last ? Write(last, view.Terms.Symbol) : null,
            Quality = NavMessages.Write(nav.Quality),
            MarkPrice = AmountText.Write(nav.Mark),
            Collateral = nav.Collateral.ToString(),
            Position = nav.Position.ToString(),
            SettlementPrice = view.SettlementPrice.ToString(),
            HaltReason = view.HaltReason,
        };
    }

    public static V1.Rebalance Write(RebalanceRecord record, string symbol) => new()
    {
        RebalanceId = record.RebalanceId,
        Symbol = symbol,
        Kind = record.Kind switch
        {
            RebalanceKind.Scheduled => V1.RebalanceKind.Scheduled,
            RebalanceKind.Interim => V1.RebalanceKind.Interim,
            RebalanceKind.Manual => V1.RebalanceKind.Manual,
            _ => throw new ArgumentOutOfRangeException(nameof(record), record.Kind, null),
        },
        DueAt = Timestamp.FromDateTimeOffset(record.DueAt),
        DoneAt = Timestamp.FromDateTimeOffset(record.DoneAt),
        Late = record.Late,
        MarkPrice = record.Mark.ToString(),
        LeverageBefore = AmountText.WriteLeverage(record.LeverageBefore),
        LeverageAfter = AmountText.WriteLeverage(record.LeverageAfter),
        Traded = record.Traded.ToString(),
        Cost = record.Cost.ToString(),
        ManagementFee = record.ManagementFee.ToString(),
        Nav = record.Nav.ToString(),
    };

    /// <summary>Terms in full: what comes out can be sent in again and means the same.</summary>
    private static V1.TokenTerms Write(TokenTerms terms)
    {
        var message = new V1.TokenTerms
        {
            Symbol = terms.Symbol,
            Underlying = terms.Underlying,
            TargetLeverage = AmountText.WriteLeverage(terms.Basket.Leverage),
            InitialNav = terms.Basket.NavInitial.ToString(),
            Spread = terms.Basket.SpreadRate.ToString(),
            CreationFee = terms.Basket.CreationFeeRate.ToString(),
            RedemptionFee = terms.Basket.RedemptionFeeRate.ToString(),
            ManagementFeeDaily = terms.Basket.ManagementFeeRateDaily.ToString(),
            RebalanceCost = terms.Basket.RebalanceCostRate.ToString(),
            MinOrder = terms.Basket.OrderMin.ToString(),
            OrderCap = AmountText.Write(terms.OrderCap),
            WalletCap = AmountText.Write(terms.WalletCap),
            TokenCap = AmountText.Write(terms.TokenCap),
            LeverageMax = terms.LeverageMax.ToString(),
            LeverageMin = terms.LeverageMin.ToString(),
            StalenessLimitSeconds = terms.StalenessLimitSeconds,
            QuoteAsset = Accounts.QuoteAsset,
        };
        message.RebalanceTimes.AddRange(
            terms.RebalanceTimes.Select(static time => time.ToString("HH:mm", CultureInfo.InvariantCulture)));
        return message;
    }
}
