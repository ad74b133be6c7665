using System.Numerics;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Domain.Tests.Tokens;

/// <summary>What holds of every basket, on random ones of every size up to 10^18.</summary>
public sealed class BasketPropertyTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void The_rules_equal_the_formulas_written_with_exact_fractions() => ForAll(1, (basket, terms, random) =>
    {
        var mark = basket.SettlementPrice;
        var other = Scaled(random, mark);
        Same(() => BasketRules.Settle(basket, other), () => BasketTwin.Settle(basket, other));
        var paid = Draw(random);
        Same(
            () => BasketRules.Create(basket, terms, paid) is { IsRefused: false } made ? made.Value : (Created?)null,
            () => BasketTwin.Create(basket, terms, paid));
        if (basket.Units.IsPositive)
        {
            var units = Share(random, basket.Units);
            Same(
                () => BasketRules.Redeem(basket, terms, units) is { IsRefused: false } made
                    ? made.Value : (Redeemed?)null,
                () => BasketTwin.Redeem(basket, terms, units));
        }

        var rate = Amount.FromParts(random.Next(-1_000_000, 1_000_000));
        Same(() => BasketRules.Fund(basket, rate), () => BasketTwin.Fund(basket, rate));
        var seconds = random.Next(0, 1_000_000);
        Same(
            () => BasketRules.ChargeManagementFee(basket, terms, seconds),
            () => BasketTwin.Charge(basket, terms, seconds));
        if (basket.Units.IsPositive)
        {
            Same(() => RebalanceRule.Rebalance(basket, terms), () => BasketTwin.Rebalance(basket, terms));
        }
    });

    [Fact]
    public void A_creation_never_lowers_the_value_of_a_unit() => ForAll(2, (basket, terms, random) =>
    {
        var created = BasketRules.Create(basket, terms, Draw(random));
        if (!created.IsRefused && basket.Units.IsPositive)
        {
            AssertNotLower(basket, basket.Evolve(created.Value));
            Assert.Equal(created.Value.Paid, created.Value.Into + created.Value.Fee + created.Value.Spread);
            Assert.False(created.Value.Spread.IsNegative);
        }
    });

    [Fact]
    public void A_redemption_never_lowers_the_value_of_a_unit() => ForAll(3, (basket, terms, random) =>
    {
        if (!basket.Units.IsPositive)
        {
            return;
        }

        var redeemed = BasketRules.Redeem(basket, terms, Share(random, basket.Units));
        if (!redeemed.IsRefused && redeemed.Value.Units < basket.Units)
        {
            AssertNotLower(basket, basket.Evolve(redeemed.Value));
            Assert.Equal(
                redeemed.Value.Out, redeemed.Value.Proceeds + redeemed.Value.Fee + redeemed.Value.Spread);
            Assert.False(redeemed.Value.Spread.IsNegative);
        }
    });

    [Fact]
    public void Buying_and_selling_back_at_one_mark_never_gains() => ForAll(4, (basket, terms, random) =>
    {
        var created = BasketRules.Create(basket, terms, Draw(random));
        if (created.IsRefused)
        {
            return;
        }

        var redeemed = BasketRules.Redeem(basket.Evolve(created.Value), terms, created.Value.Units);
        if (!redeemed.IsRefused)
        {
            Assert.True(redeemed.Value.Proceeds <= created.Value.Paid);
        }
    });

    [Fact]
    public void Creating_units_costs_the_least_that_creates_them() => ForAll(5, (basket, terms, random) =>
    {
        var units = Share(random, Amount.FromInteger(1_000_000));
        var byUnits = BasketRules.CreateUnits(basket, terms, units);
        if (byUnits.IsRefused)
        {
            return;
        }

        var made = byUnits.Value;
        Assert.Equal(units, made.Units);
        Assert.Equal(made.Paid.MultiplyUp(terms.CreationFeeRate), made.Fee);
        var byQuote = BasketRules.Create(basket, terms, made.Paid);
        Assert.True(!byQuote.IsRefused && byQuote.Value.Units >= units);
    });

    [Fact]
    public void Selling_for_proceeds_brings_at_least_those() => ForAll(6, (basket, terms, random) =>
    {
        if (!basket.Units.IsPositive || !basket.Collateral.IsPositive)
        {
            return;
        }

        var wanted = Share(random, basket.Collateral);
        var units = BasketRules.UnitsForProceeds(basket, terms, wanted);
        if (!units.IsRefused && units.Value <= basket.Units
            && BasketRules.Redeem(basket, terms, units.Value) is { IsRefused: false } redeemed)
        {
            Assert.True(redeemed.Value.Proceeds >= wanted);
        }
    });

    [Fact]
    public void A_rebalance_trades_with_the_move_and_lands_on_target()
    {
        var terms = Terms(3, 0, 0) with { RebalanceCostRate = Amount.Zero };
        var basket = new Basket(
            Amount.FromInteger(1000), Amount.FromInteger(3), Amount.FromInteger(1000), Amount.FromInteger(10),
            TokenStatus.Active);
        var risen = basket.Evolve(BasketRules.Settle(basket, Amount.FromInteger(1050)));
        var fallen = basket.Evolve(BasketRules.Settle(basket, Amount.FromInteger(950)));
        Assert.True(RebalanceRule.Rebalance(risen, terms).Traded.IsPositive);
        Assert.True(RebalanceRule.Rebalance(fallen, terms).Traded.IsNegative);

        // The trade after a move r is L(L − 1)·r of the old equity: 3 · 2 · 5 % of 1000.
        var notional = RebalanceRule.Rebalance(risen, terms).Traded.MultiplyHalfEven(Amount.FromInteger(1050));
        Assert.True((notional - Amount.FromInteger(300)).Abs() < Amount.Parse("0.001"), notional.ToString());
    }

    private static void AssertNotLower(Basket before, Basket after) => Assert.True(
        (BigInteger)after.Collateral.Parts * before.Units.Parts
            >= (BigInteger)before.Collateral.Parts * after.Units.Parts,
        $"{before} became {after}");

    private static void Same<T>(Func<T> fast, Func<T> twin)
    {
        T expected;
        try
        {
            expected = twin();
        }
        catch (OverflowException)
        {
            Assert.Throws<OverflowException>(() => fast());
            return;
        }

        Assert.Equal(expected, fast());
    }

    private static void ForAll(int seed, Action<Basket, BasketTerms, Random> property)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            int[] leverages = [2, 3, 5, -1, -2, -3];
            var terms = Terms(
                leverages[random.Next(leverages.Length)], random.Next(0, 1_000_000), random.Next(0, 1_000_000));
            var empty = random.Next(10) == 0;
            var basket = new Basket(
                empty ? Amount.Zero : Draw(random),
                empty ? Amount.Zero : Signed(random, Draw(random)),
                Draw(random),
                empty ? Amount.Zero : Draw(random),
                TokenStatus.Active);
            try
            {
                property(basket, terms, random);
            }
            catch (OverflowException)
            {
                // Beyond what an amount can hold; an error, as it should be, and nothing to compare.
            }
        }
    }

    private static BasketTerms Terms(int leverage, int spread, int fee) => new(
        Amount.FromInteger(leverage),
        Amount.FromInteger(100),
        Amount.FromParts(spread),
        Amount.FromParts(fee),
        Amount.FromParts(fee),
        Amount.FromParts(10_000),
        Amount.FromParts(60_000),
        Amount.One);

    // Every size from one part to 10^18, each as likely.
    private static Amount Draw(Random random)
    {
        var digits = random.Next(1, 27);
        Int128 parts = random.Next(1, 10);
        for (var digit = 1; digit < digits; digit++)
        {
            parts = (parts * 10) + random.Next(10);
        }

        return Amount.FromParts(parts);
    }

    private static Amount Signed(Random random, Amount amount) => random.Next(2) == 0 ? amount : -amount;

    private static Amount Share(Random random, Amount whole) => Amount.Max(
        Amount.FromParts(1),
        whole.Scaled(Amount.FromInteger(random.Next(1, 1000)), Amount.FromInteger(999), Rounding.Down));

    private static Amount Scaled(Random random, Amount price) =>
        price.Scaled(Amount.FromInteger(random.Next(1, 3000)), Amount.FromInteger(1000), Rounding.HalfEven);
}
