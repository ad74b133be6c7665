namespace Exchange.Simulator.Prices;

/// <summary>What the prices of a market do.</summary>
internal enum PathKind
{
    /// <summary>A percent or two a day.</summary>
    Calm,

    /// <summary>All day in one direction.</summary>
    Trend,

    /// <summary>To and fro in wide swings that come back: what costs leverage most.</summary>
    Chop,

    /// <summary>A fall within minutes, of which a part comes back.</summary>
    Crash,

    /// <summary>From one price to the next through the knock-out of whatever has leverage that way.</summary>
    Gap,

    /// <summary>The same price for hours.</summary>
    Flat,
}
