using Exchange.Domain.Money;

namespace Exchange.Simulator.Prices;

/// <summary>
/// A path of prices. Sums, products and roots alone, which every machine computes alike, so that a seed is a path.
/// </summary>
/// <param name="Start">The first price, quote currency.</param>
/// <param name="Grain">Prices are multiples of it, in parts of 10^-8.</param>
internal sealed record PricePath(PathKind Kind, double Start, long Grain)
{
    private const double FloorShare = 1e-3;

    /// <summary>One price for each tick.</summary>
    public IReadOnlyList<Amount> Draw(Chance chance, TimeSpan tick, int count)
    {
        var walk = Walk(chance.Fork(), tick, count);
        var prices = new Amount[count];
        var price = Start;
        for (var index = 0; index < count; index++)
        {
            prices[index] = Round(price);
            price = Math.Max(walk(index, price), Start * FloorShare);
        }

        return prices;
    }

    // The price after the one of a tick.
    private Func<int, double, double> Walk(Chance chance, TimeSpan tick, int count)
    {
        var day = tick / TimeSpan.FromDays(1);
        return Kind switch
        {
            PathKind.Calm => Random(chance, 0, 0.015 * Math.Sqrt(day)),
            PathKind.Trend => Random(chance, Signed(chance, 0.05, 0.3) * day, 0.03 * Math.Sqrt(day)),
            PathKind.Chop => Chop(chance, day),
            PathKind.Crash => Crash(chance, tick, count, day),
            PathKind.Gap => Gap(chance, count, day),
            _ => Flat(chance),
        };
    }

    private static Func<int, double, double> Random(Chance chance, double drift, double deviation) =>
        (_, price) => price * (1 + drift + (deviation * chance.Normal()));

    // Pulled back to a centre that itself jumps now and then.
    private Func<int, double, double> Chop(Chance chance, double day)
    {
        var centre = Start;
        var deviation = 0.12 * Math.Sqrt(day);
        return (_, price) =>
        {
            centre = chance.Hits(day * 8) ? Start * (1 + Signed(chance, 0.01, 0.08)) : centre;
            return price + ((centre - price) * 0.05) + (price * deviation * chance.Normal());
        };
    }

    private static Func<int, double, double> Crash(Chance chance, TimeSpan tick, int count, double day)
    {
        var from = chance.Below(Math.Max(1, count * 3 / 4));
        var ticks = Math.Max(2, (int)(chance.Between(TimeSpan.FromMinutes(2), TimeSpan.FromHours(1)) / tick));
        var fall = Signed(chance, 0.1, 0.45) / ticks;
        var back = -fall * 0.4;
        var calm = 0.03 * Math.Sqrt(day);
        return (index, price) =>
        {
            var drift = index < from || index >= from + (3 * ticks) ? 0 : index < from + ticks ? fall : back / 2;
            return price * (1 + drift + (calm * (drift == 0 ? 1 : 4) * chance.Normal()));
        };
    }

    private static Func<int, double, double> Gap(Chance chance, int count, double day)
    {
        var at = chance.Below(Math.Max(1, count * 3 / 4));
        var jump = Signed(chance, 0.2, 0.6);
        var calm = 0.02 * Math.Sqrt(day);
        return (index, price) => price * (1 + (index == at ? jump : calm * chance.Normal()));
    }

    private static Func<int, double, double> Flat(Chance chance) =>
        (_, price) => chance.Hits(0.002) ? price * (1 + Signed(chance, 0.0001, 0.002)) : price;

    private static double Signed(Chance chance, double least, double most) =>
        (least + ((most - least) * chance.Unit())) * (chance.Hits(0.5) ? 1 : -1);

    private Amount Round(double price)
    {
        var grains = (Int128)Math.Round(price * Amount.Scale / Grain, MidpointRounding.ToEven);
        return Amount.FromParts(Int128.Max(1, grains) * Grain);
    }
}
