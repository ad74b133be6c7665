using System.Net;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo.Clustering;

namespace Exchange.Silo;

/// <summary>What the command line says.</summary>
/// <param name="Port">Of the gRPC gateway; 0: any free one.</param>
/// <param name="DataPath">The data folder.</param>
/// <param name="Feed">Where prices come from.</param>
/// <param name="FundingFiles">Under replay: funding rates by market, as <c>MARKET=path</c>.</param>
/// <param name="StalenessLimitSeconds">Of the tokens listed at first start; under replay marks lie minutes
/// apart.</param>
/// <param name="Interim">Whether the tokens listed at first start have interim rebalances.</param>
/// <param name="Ledger">The limits that the ledger works within.</param>
/// <param name="Connection">How to connect to PostgreSQL; null: SQLite in the data folder.</param>
/// <param name="Health">Where probes of health are answered over HTTP/1.1; null: nowhere.</param>
public sealed record SiloOptions(
    int Port,
    string DataPath,
    FeedOptions Feed,
    IReadOnlyList<string> FundingFiles,
    int StalenessLimitSeconds,
    bool Interim,
    LedgerOptions Ledger,
    string? Connection = null,
    IPEndPoint? Health = null)
{
    /// <summary>Where the gRPC gateway listens.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Where the key of bearer tokens is; null: in the environment, or else in the data folder.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What the process does.</summary>
    public SiloRole Role { get; init; } = SiloRole.Both;

    /// <summary>The cluster it is part of; null: it is an exchange by itself.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Whether it takes calls from outside.</summary>
    public bool HasGateway => Role != SiloRole.Silo;

    /// <summary>Whether it holds grains.</summary>
    public bool HasSilo => Role != SiloRole.Gateway;
}
