using System.Globalization;
using Exchange.Feeds.Live;
using Exchange.Feeds.Replay;
using Exchange.Feeds.Synthetic;
using Exchange.Feeds.Text;

namespace Exchange.Feeds;

/// <summary>
/// The price feed as an operator writes it, in configuration or on a command line; an empty list means what is usual.
/// </summary>
public sealed record FeedOptions
{
    /// <summary><c>auto</c>, <c>live</c>, <c>synthetic</c>, <c>none</c> or <c>replay</c>.</summary>
    public string Kind { get; init; } = "auto";

    /// <summary>Live and synthetic markets; empty: <c>BTC-USD</c> and <c>ETH-USD</c>.</summary>
    public IReadOnlyList<string> Markets { get; init; } = [];

    /// <summary>Replay: <c>MARKET=path</c>, or a path whose file name begins with the market.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Replay: seconds of the bars per second of the wall; <c>max</c> or 0: as fast as it is read.</summary>
    public string Speed { get; init; } = "1";

    /// <summary>Replay: bars that open earlier are left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Replay: bars that open then or later are left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Replay: interpolated points between two of a bar's open, low, high and close.</summary>
    public int StepsPerLeg { get; init; } = 4;

    /// <summary>Synthetic: the same seed gives the same prices.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Synthetic: between two ticks of a market.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Synthetic: first prices as decimals, by market; only markets that are not usual need one.</summary>
    public IReadOnlyDictionary<string, string> StartPrices { get; init; } = new Dictionary<string, string>();

    /// <summary>Synthetic: volatility a year of every market, 0.6 for 60 %; none: each market's usual one.</summary>
    public double? VolatilityAnnual { get; init; }

    /// <summary>Synthetic: between the changes of any two markets, from 0 to 1.</summary>
    public double Correlation { get; init; } = 0.8;

    /// <summary>Synthetic: jumps a year.</summary>
    public double JumpsPerYear { get; init; } = 200;

    /// <summary>Synthetic: standard deviation of the logarithm of a jump.</summary>
    public double JumpSize { get; init; } = 0.01;

    /// <summary>Live: exchanges and their addresses; an empty address is the public one, no entry means all.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    /// <summary>Live: a quote older than this is left out of the median.</summary>
    public TimeSpan FreshnessLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Live: a market gets at most one tick in this time.</summary>
    public TimeSpan EmitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Auto: how long an exchange has to answer.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="FeedOptionsException">The kind is unknown.</exception>
    public FeedKind ParseKind() => Kind?.Trim().ToUpperInvariant() switch
    {
        "AUTO" => FeedKind.Auto,
        "LIVE" => FeedKind.Live,
        "SYNTHETIC" => FeedKind.Synthetic,
        "NONE" => FeedKind.None,
        "REPLAY" => FeedKind.Replay,
        _ => throw new FeedOptionsException($"kind '{Kind}' is unknown: auto, live, synthetic, none or replay"),
    };

    /// <exception cref="FeedOptionsException">The speed or a file cannot be read as one.</exception>
    public ReplayOptions ToReplay() => new()
    {
        Files = [.. Files.Select(ReplayFile.Parse)],
        Speed = ParseSpeed(),
        From = From,
        To = To,
        StepsPerLeg = StepsPerLeg,
    };

    /// <exception cref="FeedOptionsException">A market has no start price, or one that is no decimal.</exception>
    public SyntheticOptions ToSynthetic() => new()
    {
        Seed = Seed,
        Markets = Markets.Count == 0
            ? [.. SyntheticMarket.Usual.Select(market => ToSynthetic(market.Name))]
            : [.. Markets.Select(ToSynthetic)],
        Correlation = Correlation,
        JumpsPerYear = JumpsPerYear,
        JumpSize = JumpSize,
        Interval = Interval,
    };

    /// <exception cref="FeedOptionsException">An address is none.</exception>
    public LiveOptions ToLive()
    {
        var live = new LiveOptions
        {
            FreshnessLimit = FreshnessLimit,
            EmitInterval = EmitInterval,
            ProbeLimit = ProbeLimit,
        };
        live = Markets.Count == 0 ? live : live with { Markets = [.. Markets] };
        return Endpoints.Count == 0 ? live : live with { Endpoints = [.. Endpoints.Select(ToEndpoint)] };
    }

    private static LiveEndpoint ToEndpoint(KeyValuePair<string, string> endpoint)
    {
        // Keys of configuration have no case: an environment variable may well shout the name.
        var named = LiveEndpoint.Public.FirstOrDefault(
            known => string.Equals(known.Exchange, endpoint.Key.Trim(), StringComparison.OrdinalIgnoreCase));
        if (string.IsNullOrWhiteSpace(endpoint.Value))
        {
            // An unknown exchange has no public address; the check of the options says so by its name.
            return named ?? new LiveEndpoint(endpoint.Key, new Uri("wss://unknown.invalid"));
        }

        return Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var address)
            ? new LiveEndpoint(named?.Exchange ?? endpoint.Key, address)
            : throw new FeedOptionsException($"{endpoint.Key} address '{endpoint.Value}' is not an address");
    }

    private SyntheticMarket ToSynthetic(string name)
    {
        var usual = SyntheticMarket.Usual.FirstOrDefault(market => market.Name == name);
        var volatility = VolatilityAnnual ?? usual?.VolatilityAnnual ?? 0.8;
        if (!StartPrices.TryGetValue(name, out var text))
        {
            return usual is null
                ? throw new FeedOptionsException($"synthetic market {name} needs a start price")
                : usual with { VolatilityAnnual = volatility };
        }

        return DecimalText.TryParse(text, out var price)
            ? new SyntheticMarket(name, price, volatility)
            : throw new FeedOptionsException($"start price '{text}' of {name} is not a decimal");
    }

    private double ParseSpeed()
    {
        if (string.Equals(Speed?.Trim(), "max", StringComparison.OrdinalIgnoreCase))
            return 0;

        return double.TryParse(Speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            ? speed
            : throw new FeedOptionsException($"speed '{Speed}' must be 'max' or a number of 0 or more");
    }
}
