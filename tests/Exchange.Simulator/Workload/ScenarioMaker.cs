namespace Exchange.Simulator.Workload;

/// <summary>Draws a scenario from a seed.</summary>
internal static class ScenarioMaker
{
    private static readonly TimeSpan Span = TimeSpan.FromHours(24);
    private static readonly TimeSpan QuietSpan = TimeSpan.FromHours(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(60);

    /// <param name="orders">How many orders at least, each under an id of its own, over all traders.</param>
    public static Scenario Make(Chance chance, int orders)
    {
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) + chance.Between(TimeSpan.Zero, Span);
        var markets = MarketDraw.Draw(chance.Fork(), Tick, Span + QuietSpan);
        var listings = ListingDraw.Draw(chance.Fork(), markets, Span);
        var symbols = listings.ConvertAll(listing => listing.Terms.Symbol);
        var traders = chance.Below(6) + 3;
        return new Scenario(
            start,
            Span,
            chance.Below(3) + 2,
            markets,
            listings,
            [.. Enumerable.Range(0, traders).Select(number => new TraderDraw(chance.Fork(), symbols, Span)
                .Draw(number, (orders / traders) + 1))],
            OperatorDraw.Draw(chance.Fork(), markets, symbols, Span));
    }
}
