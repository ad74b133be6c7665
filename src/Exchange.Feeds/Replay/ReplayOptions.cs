namespace Exchange.Feeds.Replay;

/// <summary>What a replay reads and how.</summary>
public sealed record ReplayOptions
{
    /// <summary>One file for each market.</summary>
    public required IReadOnlyList<ReplayFile> Files { get; init; }

    /// <summary>Seconds of the bars per second of the wall; 0: as fast as the reader takes it.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Bars that open earlier are left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Bars that open then or later are left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Interpolated points between two of open, low, high and close.</summary>
    public int StepsPerLeg { get; init; } = 4;

    /// <exception cref="FeedOptionsException">An option cannot be.</exception>
    internal void Check()
    {
        if (Files.Count == 0)
            throw new FeedOptionsException("a replay needs at least one file");

        if (Files.FirstOrDefault(file => !File.Exists(file.Path)) is { } missing)
            throw new FeedOptionsException($"there is no file '{missing.Path}' for {missing.Market}");

        if (Files.CountBy(file => file.Market).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
            throw new FeedOptionsException($"{twice} has more than one file");

        if (!double.IsFinite(Speed) || Speed < 0)
            throw new FeedOptionsException($"speed {Speed} must be 0 or more");

        if (From >= To)
            throw new FeedOptionsException($"from {From:O} must be earlier than to {To:O}");

        if (StepsPerLeg is < 0 or > 1000)
            throw new FeedOptionsException($"{StepsPerLeg} steps per leg: must be from 0 to 1000");
    }
}
