using Exchange.Domain.Money;

namespace Exchange.Simulator.Workload;

/// <summary>Draws what operators do: funding every eight hours, halts, rebalances by hand.</summary>
internal static class OperatorDraw
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);

    public static List<OperatorStep> Draw(
        Chance chance, IReadOnlyList<MarketPlan> markets, IReadOnlyList<string> symbols, TimeSpan span)
    {
        var steps = new List<OperatorStep>();
        foreach (var market in markets)
        {
            for (var at = TimeSpan.FromHours(8); at <= span; at += TimeSpan.FromHours(8))
            {
                // Up to half a percent in most cases, and now and then more than any venue asks.
                var most = chance.Hits(0.1) ? 20_000_000 : 500_000;
                var rate = Amount.FromParts(chance.Between(-most, most));
                steps.Add(new OperatorStep(at, OperatorAct.Funding, $"f{at.TotalHours}", market.Market, rate));
            }
        }

        for (var count = chance.Below(6); count > 0; count--)
        {
            var (at, symbol) = (chance.Between(Early, span), chance.Of(symbols));
            var until = at + chance.Around(TimeSpan.FromMinutes(20));
            until = until < span ? until : span;
            steps.Add(new OperatorStep(at, OperatorAct.Halt, $"h{count}", symbol, Amount.Zero));
            steps.Add(new OperatorStep(until, OperatorAct.Resume, $"h{count}", symbol, Amount.Zero));
        }

        for (var count = chance.Below(6); count > 0; count--)
        {
            var (at, symbol) = (chance.Between(Early, span), chance.Of(symbols));
            steps.Add(new OperatorStep(at, OperatorAct.Rebalance, $"m{count}", symbol, Amount.Zero));
        }

        return steps;
    }
}
