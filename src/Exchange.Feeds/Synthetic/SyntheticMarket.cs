using Exchange.Domain.Money;

namespace Exchange.Feeds.Synthetic;

/// <summary>A market whose prices are made up.</summary>
/// <param name="Name">Such as <c>BTC-USD</c>.</param>
/// <param name="StartPrice">The first price; positive.</param>
/// <param name="VolatilityAnnual">Deviation of a year's logarithmic change; 0.6 is 60 %. Jumps add to it.</param>
public sealed record SyntheticMarket(string Name, Amount StartPrice, double VolatilityAnnual)
{
    /// <summary>The two markets that are there if nobody says otherwise.</summary>
    public static IReadOnlyList<SyntheticMarket> Usual { get; } =
    [
        new("BTC-USD", Amount.FromInteger(60_000), 0.6),
        new("ETH-USD", Amount.FromInteger(3_000), 0.75),
    ];

    /// <summary>Prices are multiples of it: a power of ten with about six digits before it, 0.01 at most.</summary>
    public Amount TickSize
    {
        get
        {
            var tick = Amount.FromParts(Amount.Scale / 100);
            while (tick.Parts > 1 && StartPrice.Parts / tick.Parts < 100_000)
                tick = Amount.FromParts(tick.Parts / 10);

            return tick;
        }
    }
}
