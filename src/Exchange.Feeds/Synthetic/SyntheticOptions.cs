namespace Exchange.Feeds.Synthetic;

/// <summary>How prices are made up.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The same seed gives the same prices.</summary>
    public long Seed { get; init; } = 42;

    public IReadOnlyList<SyntheticMarket> Markets { get; init; } = SyntheticMarket.Usual;

    /// <summary>Between the changes of any two markets, from 0 to 1.</summary>
    public double Correlation { get; init; } = 0.8;

    /// <summary>Jumps a year; they hit all markets at once.</summary>
    public double JumpsPerYear { get; init; } = 200;

    /// <summary>Standard deviation of the logarithm of a jump; 0.01 is about 1 %.</summary>
    public double JumpSize { get; init; } = 0.01;

    /// <summary>Between two ticks of a market.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    internal void Check()
    {
        if (Markets.Count == 0)
            throw new FeedOptionsException("synthetic prices need at least one market");

        if (Markets.CountBy(market => market.Name).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
            throw new FeedOptionsException($"synthetic market {twice} is named twice");

        if (Markets.FirstOrDefault(market => !market.StartPrice.IsPositive) is { } worthless)
            throw new FeedOptionsException($"start price {worthless.StartPrice} of {worthless.Name} must be positive");

        if (Markets.FirstOrDefault(market => !Within(market.VolatilityAnnual, 10)) is { } wild)
            throw new FeedOptionsException($"volatility {wild.VolatilityAnnual} of {wild.Name} must be from 0 to 10");

        if (!Within(Correlation, 1))
            throw new FeedOptionsException($"correlation {Correlation} must be from 0 to 1");

        if (!Within(JumpsPerYear, 1e6))
            throw new FeedOptionsException($"{JumpsPerYear} jumps per year: must be from 0 to 1000000");

        if (!Within(JumpSize, 1))
            throw new FeedOptionsException($"jump size {JumpSize} must be from 0 to 1");

        if (Interval < TimeSpan.FromMilliseconds(1) || Interval > TimeSpan.FromDays(1))
            throw new FeedOptionsException($"tick interval {Interval} must be from a millisecond to a day");
    }

    private static bool Within(double value, double most) => value >= 0 && value <= most;
}
