using Exchange.Domain.Money;

namespace Exchange.Benchmarks.Baskets;

/// <summary>
/// A script of steps, the same at every run. Most are orders, as on an exchange: 40 % creations, 40 % redemptions,
/// 18 % bare marks, 1 % funding, 1 % rebalances. Every number has all its 8 decimals.
/// </summary>
internal static class BasketScript
{
    public const int Length = 8_192;
    private const int Seed = 20_260_101;
    private const long PriceStart = 6_512_345_678_901;
    private const long PaidMin = 10 * Amount.Scale;
    private const long PaidMax = 10_000 * Amount.Scale;
    private const long UnitsMin = Amount.Scale / 10;
    private const long UnitsMax = 100 * Amount.Scale;
    private const long RateMax = Amount.Scale / 10_000;

    public static BasketStep[] Write(int baskets)
    {
        var chance = new Random(Seed);
        var price = PriceStart;
        var steps = new BasketStep[Length];
        for (var index = 0; index < Length; index++)
        {
            // Up to 1/100 % a step, so that eight thousand steps go through some per cent and knock nobody out.
            price += chance.NextInt64(-price / 10_000, (price / 10_000) + 1);
            var action = chance.Next(100) switch
            {
                < 40 => BasketAction.Create,
                < 80 => BasketAction.Redeem,
                < 98 => BasketAction.Mark,
                < 99 => BasketAction.Fund,
                _ => BasketAction.Rebalance,
            };
            var value = action switch
            {
                BasketAction.Create => chance.NextInt64(PaidMin, PaidMax),
                BasketAction.Redeem => chance.NextInt64(UnitsMin, UnitsMax),
                BasketAction.Fund => chance.NextInt64(-RateMax, RateMax),
                _ => 0,
            };
            steps[index] = new BasketStep(
                action, chance.Next(baskets), Amount.FromParts(price), Amount.FromParts(value));
        }

        return steps;
    }
}
