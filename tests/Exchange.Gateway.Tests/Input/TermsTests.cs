using Exchange.Domain.Money;
using Exchange.Gateway.Input;
using Exchange.Gateway.Tests.Support;
using Exchange.Gateway.Wire;
using Exchange.V1;

namespace Exchange.Gateway.Tests.Input;

public sealed class TermsTests
{
    public static TheoryData<string, Action<TokenTerms>> Wrong => new()
    {
        { "TERMS_INVALID", terms => terms.Symbol = "btc3l" },
        { "TERMS_INVALID", terms => terms.Symbol = "B" },
        { "TERMS_INVALID", terms => terms.Symbol = new string('A', 21) },
        { "TERMS_INVALID", terms => terms.Symbol = "BTC3L\n" },
        { "TERMS_INVALID", terms => terms.Symbol = "USDT" },
        { "TERMS_INVALID", terms => terms.Underlying = "BTC" },
        { "TERMS_INVALID", terms => terms.Underlying = "BTC-US1" },
        { "TERMS_INVALID", terms => terms.Underlying = "BTC-USD-X" },
        { "TERMS_INVALID", terms => terms.TargetLeverage = "0" },
        { "TERMS_INVALID", terms => terms.TargetLeverage = "-10.000001" },
        { "TERMS_INVALID", terms => terms.TargetLeverage = "1.0000001" },
        { "AMOUNT_MALFORMED", terms => terms.TargetLeverage = string.Empty },
        { "AMOUNT_NOT_POSITIVE", terms => terms.InitialNav = "0" },
        { "TERMS_INVALID", terms => terms.Spread = "0.5" },
        { "TERMS_INVALID", terms => terms.CreationFee = "-0.1" },
        { "TERMS_INVALID", terms => terms.RedemptionFee = "1" },
        { "TERMS_INVALID", terms => terms.ManagementFeeDaily = "0.5" },
        { "TERMS_INVALID", terms => terms.RebalanceCost = "0.4" },
        { "AMOUNT_TOO_PRECISE", terms => terms.Spread = "0.123456789" },
        { "TERMS_INVALID", terms => terms.MinOrder = "0.009" },
        { "TERMS_INVALID", terms => terms.OrderCap = "0.5" },
        { "AMOUNT_NOT_POSITIVE", terms => terms.WalletCap = "0" },
        { "AMOUNT_NOT_POSITIVE", terms => terms.TokenCap = "-1" },
        { "TERMS_INVALID", terms => terms.RebalanceTimes.Add("24:00") },
        { "TERMS_INVALID", terms => terms.RebalanceTimes.Add("8:00") },
        { "TERMS_INVALID", terms => terms.RebalanceTimes.Add(["08:00", "08:00"]) },
        { "TERMS_INVALID", terms => terms.LeverageMax = "3" },
        { "TERMS_INVALID", terms => terms.LeverageMax = "-4" },
        { "TERMS_INVALID", terms => terms.LeverageMin = "3" },
        { "TERMS_INVALID", terms => terms.LeverageMin = "-1" },
        { "TERMS_INVALID", terms => terms.StalenessLimitSeconds = -1 },
        { "TERMS_INVALID", terms => terms.StalenessLimitSeconds = 86_401 },
        { "TERMS_INVALID", terms => terms.QuoteAsset = "EUR" },
        { "TERMS_UNSUPPORTED", terms => terms.ConsolidationThreshold = "1" },
        { "TERMS_UNSUPPORTED", terms => terms.ConsolidationRatio = "10" },
        { "TERMS_UNSUPPORTED", terms => terms.RebalanceSlice = "1000" },
        { "TERMS_UNSUPPORTED", terms => terms.RebalancePauseSeconds = 1 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Terms_that_make_no_sense_are_refused(string reason, Action<TokenTerms> change)
    {
        var terms = Good();
        change(terms);
        Expect.Refused(reason, () => Terms.Read(terms));
    }

    [Fact]
    public void No_terms_are_refused() => Expect.Refused("TERMS_INVALID", () => Terms.Read(null));

    [Fact]
    public void What_is_not_said_is_the_usual()
    {
        var terms = Terms.Read(Good());
        Assert.Equal(Samples.Of("4"), terms.LeverageMax);
        Assert.Equal(Amount.Zero, terms.LeverageMin);
        Assert.Equal([TimeOnly.MinValue], terms.RebalanceTimes);
        Assert.Equal(30, terms.StalenessLimitSeconds);
        Assert.Null(terms.OrderCap);
    }

    [Fact]
    public void What_is_said_counts()
    {
        var message = Good();
        message.TargetLeverage = "-3";
        message.LeverageMax = "0";
        message.LeverageMin = "2";
        message.RebalanceTimes.Add(["16:00", "00:30", "08:00"]);
        message.StalenessLimitSeconds = 5;
        message.TokenCap = "1000000";
        var terms = Terms.Read(message);
        Assert.Equal(Samples.Of("-3"), terms.Basket.Leverage);
        Assert.Equal((Amount.Zero, Samples.Of("2")), (terms.LeverageMax, terms.LeverageMin));
        Assert.Equal([new TimeOnly(0, 30), new TimeOnly(8, 0), new TimeOnly(16, 0)], terms.RebalanceTimes);
        Assert.Equal((5, Samples.Of("1000000")), (terms.StalenessLimitSeconds, terms.TokenCap));
    }

    [Fact]
    public void Terms_that_come_out_go_in_again_and_mean_the_same()
    {
        var terms = Terms.Read(Good());
        var view = Samples.Token("BTC3L") with { Terms = terms };
        var again = Terms.Read(TokenMessages.Write(view).Terms);
        Assert.Equal(terms.RebalanceTimes, again.RebalanceTimes);
        Assert.Equal(terms, again with { RebalanceTimes = terms.RebalanceTimes });
    }

    private static TokenTerms Good() => new()
    {
        Symbol = "BTC3L",
        Underlying = "BTC-USD",
        TargetLeverage = "3",
        InitialNav = "100",
        Spread = "0.0005",
        CreationFee = "0.001",
        RedemptionFee = "0",
        ManagementFeeDaily = "0.0001",
        RebalanceCost = "0.0006",
        MinOrder = "1",
    };
}
