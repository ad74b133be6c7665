using Exchange.Domain.Money;

namespace Exchange.Grains;

/// <summary>What an operator sets for the whole exchange.</summary>
public sealed class ExchangeOptions
{
    /// <summary>A mark that jumps by more than this share of the last one is quarantined.</summary>
    public Amount OutlierShare { get; set; } = Amount.Parse("0.25");

    /// <summary>So many more marks near an outlier make it believed.</summary>
    public int OutlierConfirmations { get; set; } = 3;

    /// <summary>Net asset values that only orders changed are published together, this far apart.</summary>
    public TimeSpan NavPublishPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>So many orders done a wallet knows of: one of them that comes again is read from the ledger.</summary>
    public int OrdersRemembered { get; set; } = 10_000;
}
