using System.Diagnostics.Metrics;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Domain.Tokens;

namespace Exchange.Grains;

/// <summary>What is measured of markets and tokens. Costs next to nothing while nobody listens.</summary>
public static class GrainMetrics
{
    /// <summary>The name of the meter, for whoever listens.</summary>
    public const string MeterName = "Exchange.Grains";

    private const string Accepted = "Accepted";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Marks = Meter.CreateCounter<long>(
        "exchange.market.marks", "{mark}", "Marks by market and by what was thought of them.");

    // The time and not the age: an age would stand still together with the feed. A market that moved leaves its last
    // time behind on the silo that it came from, so the latest of all silos is the one that counts.
    private static readonly Gauge<double> MarkTime = Meter.CreateGauge<double>(
        "exchange.market.mark.time", "s", "When the last mark of a market was made, in seconds since 1970.");

    private static readonly Counter<long> Rebalances = Meter.CreateCounter<long>(
        "exchange.rebalances", "{rebalance}", "Rebalances in the ledger, by kind.");

    private static readonly Counter<long> RebalancesLate = Meter.CreateCounter<long>(
        "exchange.rebalances.late", "{rebalance}", "Rebalances more than a minute after they were due.");

    private static readonly Counter<long> Knockouts = Meter.CreateCounter<long>(
        "exchange.knockouts", "{token}", "Tokens whose collateral was used up.");

    private static readonly Counter<long> Fenced = Meter.CreateCounter<long>(
        "exchange.tokens.fenced", "{activation}", "Activations that the ledger refused because another had committed.");

    internal static void MarkAccepted(string market, PriceTick tick)
    {
        var name = new KeyValuePair<string, object?>("market", market);
        Marks.Add(1, name, new("result", Accepted));
        MarkTime.Record(tick.EventTime.ToUnixTimeMilliseconds() / (double)TimeSpan.MillisecondsPerSecond, name);
    }

    internal static void MarkRefused(string market, Refusal refusal) =>
        Marks.Add(1, new("market", market), new("result", refusal.ToString()));

    internal static void Rebalanced(RebalanceRecord rebalance)
    {
        var kind = new KeyValuePair<string, object?>("kind", rebalance.Kind.ToString());
        Rebalances.Add(1, kind);
        if (rebalance.Late)
        {
            RebalancesLate.Add(1, kind);
        }
    }

    internal static void KnockedOut() => Knockouts.Add(1);

    internal static void TokenFenced() => Fenced.Add(1);
}
