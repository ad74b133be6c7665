using Exchange.Domain.Money;

namespace Exchange.Simulator.Workload;

/// <summary>
/// Draws what a trader does: single orders and bursts, small amounts and large ones, and what is mean.
/// </summary>
internal sealed class TraderDraw(Chance chance, IReadOnlyList<string> symbols, TimeSpan span)
{
    private static readonly Temper[] Tempers =
        [Temper.Honest, Temper.Honest, Temper.Hasty, Temper.Hasty, Temper.Malicious];

    private static readonly Amount[] Edges =
    [
        Amount.Zero, Amount.FromParts(1), Amount.FromParts(-1), -Amount.One, Amount.One, Amount.FromParts(99_999_999),
        Amount.InputMax, Amount.InputMax - Amount.FromParts(1), -Amount.InputMax,
    ];

    private readonly Temper _temper = chance.Of(Tempers);
    private readonly List<TraderStep> _steps = [];

    /// <param name="orders">How many orders under ids of their own.</param>
    public TraderPlan Draw(int number, int orders)
    {
        var money = Amount.FromInteger(chance.Between(100, 50_000));
        _steps.Add(new TraderStep(TimeSpan.FromSeconds(1), TraderAct.Deposit, "first", "", money, null));
        var at = TimeSpan.FromMinutes(1);
        for (var order = 0; order < orders; order++)
        {
            // Some come in bursts, the others over the whole day.
            at = order > 0 && chance.Hits(0.4)
                ? at + chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(20))
                : chance.Between(TimeSpan.FromSeconds(5), span);
            _steps.Add(Order(at, $"o{order}"));
            if (chance.Hits(0.25)) _steps.Add(Again(at + chance.Around(TimeSpan.FromSeconds(20))));
            if (chance.Hits(0.2)) _steps.Add(Other(at, $"t{order}"));
        }

        return new TraderPlan(
            $"w{number}", _temper, [.. _steps.Where(step => step.At <= span).OrderBy(step => step.At)]);
    }

    private TraderStep Order(TimeSpan at, string id)
    {
        var act = chance.Below(10) switch
        {
            < 4 => TraderAct.BuyQuote,
            4 => TraderAct.BuyUnits,
            5 => TraderAct.SellUnits,
            < 9 => TraderAct.SellShare,
            _ => TraderAct.SellProceeds,
        };
        var value = act switch
        {
            TraderAct.SellShare => chance.Hits(0.3) ? Amount.One : Amount.FromParts(chance.Between(1, Amount.Scale)),
            TraderAct.BuyUnits or TraderAct.SellUnits => Wide(1e-6, 1e3),
            _ => Wide(0.4, 2e4),
        };
        if (_temper == Temper.Malicious && chance.Hits(0.2)) value = chance.Of(Edges);
        Amount? limit = chance.Hits(0.2) ? Amount.FromParts(chance.Between(95_000_000, 105_000_000)) : null;
        return new TraderStep(at, act, id, chance.Of(symbols), value, limit);
    }

    // An earlier order once more; by who is mean, another under its id.
    private TraderStep Again(TimeSpan at) => new(
        at,
        _temper == Temper.Malicious && chance.Hits(0.5) ? TraderAct.Reuse : TraderAct.Repeat,
        "",
        chance.Of(symbols),
        Amount.FromParts(chance.Between(1, 100_000_000_000)),
        null);

    private TraderStep Other(TimeSpan at, string id)
    {
        var act = chance.Of([TraderAct.Deposit, TraderAct.Withdraw, TraderAct.Quote, TraderAct.Look]);
        var value = _temper == Temper.Malicious && chance.Hits(0.2) ? chance.Of(Edges) : Wide(1e-8, 5e3);

        // Who pays in as much as there can be could afterwards buy anything.
        value = act == TraderAct.Deposit ? Amount.Min(value, Amount.FromInteger(1_000_000)) : value;
        return new TraderStep(at, act, id, chance.Of(symbols), value, null);
    }

    // Small ones are as likely as large ones: each factor of ten has the same share, by doubling and not by powers,
    // which machines compute differently.
    private Amount Wide(double least, double most)
    {
        var value = least;
        var doublings = 0;
        for (var reach = least; reach < most; reach *= 2) doublings++;
        for (var times = chance.Below(doublings); times > 0; times--) value *= 2;
        return Amount.FromParts(Int128.Max(1, (Int128)(value * (1 + chance.Unit()) * Amount.Scale)));
    }
}
