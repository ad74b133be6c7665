using Exchange.Domain.Money;

namespace Exchange.Feeds.Synthetic;

/// <summary>
/// Geometric Brownian motion with jumps of several correlated markets. Every change is one factor that all markets
/// share and one of a market's own, weighted so that any two markets have the wanted correlation; jumps come to all
/// markets together. The drift takes back what the spread of the changes adds, so that prices expect no gain.
/// </summary>
/// <remarks>
/// Chance is drawn in floating point, prices leave as whole multiples of the tick size, never less than one.
/// </remarks>
internal sealed class PriceWalk
{
    private const double SecondsPerYear = 365.25 * 24 * 3600;

    /// <summary>Beyond this a walk of many years would leave what a price can be.</summary>
    private static readonly double LogPriceMax = Math.Log(1e12);

    private readonly Chance _chance;
    private readonly SyntheticOptions _options;
    private readonly double _years;
    private readonly double[] _logPrices;

    public PriceWalk(SyntheticOptions options)
    {
        _options = options;
        _chance = new Chance(options.Seed);
        _years = options.Interval.TotalSeconds / SecondsPerYear;
        _logPrices = [.. options.Markets.Select(market => Math.Log(ToDouble(market.StartPrice)))];
        Prices = [.. options.Markets.Select((_, market) => Price(market))];
    }

    /// <summary>In the order of the markets.</summary>
    public Amount[] Prices { get; }

    /// <summary>One interval later.</summary>
    public void Step()
    {
        var jumps = _chance.NextUnit() < 1 - Math.Exp(-_options.JumpsPerYear * _years);
        var shared = _chance.NextNormal();
        var sharedJump = jumps ? _chance.NextNormal() : 0;
        for (var market = 0; market < _logPrices.Length; market++)
        {
            var variance = Square(_options.Markets[market].VolatilityAnnual) * _years;
            var change = (Math.Sqrt(variance) * Correlated(shared)) - (variance / 2);
            if (jumps)
                change += (_options.JumpSize * Correlated(sharedJump)) - (Square(_options.JumpSize) / 2);

            var least = Math.Log(ToDouble(_options.Markets[market].TickSize));
            _logPrices[market] = Math.Clamp(_logPrices[market] + change, least, LogPriceMax);
            Prices[market] = Price(market);
        }
    }

    private static double ToDouble(Amount amount) => (double)amount.Parts / Amount.Scale;

    private static double Square(double value) => value * value;

    private double Correlated(double shared) =>
        (Math.Sqrt(_options.Correlation) * shared) + (Math.Sqrt(1 - _options.Correlation) * _chance.NextNormal());

    private Amount Price(int market)
    {
        var tick = _options.Markets[market].TickSize;
        var ticks = Math.Round(Math.Exp(_logPrices[market]) / ToDouble(tick), MidpointRounding.ToEven);
        return Amount.FromParts(Int128.Max(1, (Int128)ticks) * tick.Parts);
    }
}
