namespace Exchange.Feeds;

/// <summary>Where prices come from.</summary>
public enum FeedKind
{
    /// <summary>Live where an exchange answers, else synthetic.</summary>
    Auto,

    /// <summary>Public tickers of exchanges.</summary>
    Live,

    /// <summary>Made up from a seed.</summary>
    Synthetic,

    /// <summary>None of its own: prices are published from outside.</summary>
    None,

    /// <summary>Files of bars.</summary>
    Replay,
}
