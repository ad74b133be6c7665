using System.Globalization;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Gateway.Refusals;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace Exchange.Gateway.Input;

/// <summary>Reads the terms of a token and checks them completely: what is listed cannot be changed.</summary>
internal static class Terms
{
    private const int LeverageTargetMax = 10;
    private const int LeverageStep = 100;
    private const int StalenessLimitMaxSeconds = 86_400;

    private static readonly Amount OrderMinMin = Amount.Parse("0.01");
    private static readonly Amount RateMax = Amount.Parse("0.5");

    /// <summary>The terms, or a refusal thrown.</summary>
    public static TokenTerms Read(V1.TokenTerms? terms)
    {
        Check(terms is not null, "terms must be given");
        CheckSupported(terms!);
        Check(Ids.IsSymbol(terms!.Symbol), "symbol must be 2 to 20 upper-case letters and digits");
        Check(Ids.IsMarket(terms.Underlying), "underlying must be a market such as BTC-USD");
        Check(terms.QuoteAsset is "" or Accounts.QuoteAsset, $"quote_asset must be {Accounts.QuoteAsset}");
        Check(terms.Symbol != Accounts.QuoteAsset, "symbol must not be the quote asset");
        var basket = ReadBasket(terms);
        var orderCap = Amounts.ReadPositiveOrNone(terms.OrderCap, "order_cap");
        Check(orderCap is not { } cap || cap >= basket.OrderMin, "order_cap must not be less than min_order");
        return new TokenTerms(
            terms.Symbol,
            terms.Underlying,
            basket,
            orderCap,
            Amounts.ReadPositiveOrNone(terms.WalletCap, "wallet_cap"),
            Amounts.ReadPositiveOrNone(terms.TokenCap, "token_cap"),
            ReadTimes(terms.RebalanceTimes),
            ReadLeverageMax(terms.LeverageMax, basket.Leverage),
            ReadLeverageMin(terms.LeverageMin, basket.Leverage),
            ReadStalenessLimit(terms.StalenessLimitSeconds));
    }

    private static BasketTerms ReadBasket(V1.TokenTerms terms)
    {
        var leverage = Amounts.Read(terms.TargetLeverage, "target_leverage");
        Check(
            !leverage.IsZero && leverage.Abs() <= Amount.FromInteger(LeverageTargetMax),
            "target_leverage must be between -10 and 10 and not zero");
        Check(leverage.Parts % LeverageStep == 0, "target_leverage must have at most 6 decimals");
        var basket = new BasketTerms(
            leverage,
            Amounts.ReadPositive(terms.InitialNav, "initial_nav"),
            ReadRate(terms.Spread, "spread"),
            ReadRate(terms.CreationFee, "creation_fee"),
            ReadRate(terms.RedemptionFee, "redemption_fee"),
            ReadRate(terms.ManagementFeeDaily, "management_fee_daily"),
            ReadRate(terms.RebalanceCost, "rebalance_cost"),
            Amounts.ReadPositive(terms.MinOrder, "min_order"));
        Check(basket.OrderMin >= OrderMinMin, $"min_order must be at least {OrderMinMin}");

        // The rebalance formula divides by 1 ± L·c: a trade that costs more than all it moves has no solution.
        Check(
            leverage.Abs().MultiplyUp(basket.RebalanceCostRate) < Amount.One,
            "rebalance_cost times target_leverage must be less than 1");
        return basket;
    }

    private static Amount ReadRate(string text, string field)
    {
        var rate = Amounts.Read(text, field);
        Check(!rate.IsNegative && rate < RateMax, $"{field} must be at least 0 and less than {RateMax}");
        return rate;
    }

    private static Amount ReadLeverageMax(string text, Amount target)
    {
        if (text.Length == 0)
        {
            return TokenTerms.LeverageMaxDefault(target);
        }

        var bound = Amounts.Read(text, "leverage_max");
        Check(bound.IsZero || bound > target.Abs(), "leverage_max must be 0 or more than the target");
        return bound;
    }

    private static Amount ReadLeverageMin(string text, Amount target)
    {
        var bound = text.Length == 0 ? Amount.Zero : Amounts.Read(text, "leverage_min");
        Check(!bound.IsNegative && bound < target.Abs(), "leverage_min must be 0 or more, and less than the target");
        return bound;
    }

    private static TimeOnly[] ReadTimes(RepeatedField<string> texts)
    {
        if (texts.Count == 0)
        {
            return [TimeOnly.MinValue];
        }

        var times = texts.Select(ReadTime).Order().ToArray();
        Check(times.Distinct().Count() == times.Length, "rebalance_times must differ from one another");
        return times;
    }

    private static TimeOnly ReadTime(string text)
    {
        var ok = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        Check(ok, "rebalance_times must be times of day as HH:MM");
        return time;
    }

    private static int ReadStalenessLimit(int seconds)
    {
        Check(seconds is >= 0 and <= StalenessLimitMaxSeconds, "staleness_limit_seconds must be from 0 to 86400");
        return seconds == 0 ? TokenTerms.StalenessLimitSecondsDefault : seconds;
    }

    private static void CheckSupported(V1.TokenTerms terms)
    {
        if (terms.ConsolidationThreshold.Length > 0
            || terms.ConsolidationRatio.Length > 0
            || terms.RebalanceSlice.Length > 0
            || terms.RebalancePauseSeconds != 0)
        {
            throw Refused.Because(
                StatusCode.Unimplemented,
                Reasons.TermsUnsupported,
                "Consolidation and rebalances in slices are not done so far; leave their terms empty.");
        }
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw Refused.Because(Refusal.TermsInvalid, message + ".");
        }
    }
}
