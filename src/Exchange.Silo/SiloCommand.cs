using System.CommandLine;
using System.Net;
using Exchange.Domain.Tokens;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo.Auditing;
using Exchange.Silo.Clustering;
using Exchange.Silo.Exporting;
using Exchange.Silo.Health;

namespace Exchange.Silo;

/// <summary>The command line of the silo.</summary>
public static class SiloCommand
{
    private const int ReplayStalenessLimitSeconds = 2 * 3600;

    public static RootCommand Create()
    {
        var port = new Option<int>("--port")
        { Description = "port of the gRPC gateway (0: any free one)", DefaultValueFactory = _ => 5080 };
        var address = new Option<string>("--address")
        {
            Description = "address that the gRPC gateway listens on; 0.0.0.0: every one",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--address must be an address such as 127.0.0.1 or 0.0.0.0");
            }
        });
        var keyFile = new Option<string?>("--key-file")
        { Description = "file with the key that bearer tokens are checked with: 32 bytes as base64" };
        var data = new Option<string>("--data")
        { Description = "data folder", DefaultValueFactory = _ => FromEnvironment() };
        var feed = new Option<string>("--feed")
        {
            Description = "where prices come from: auto, live, synthetic, replay, none",
            DefaultValueFactory = _ => "auto",
        };
        var file = new Option<string[]>("--file") { Description = "replay: CSV of bars, as PATH or MARKET=PATH" };
        var funding = new Option<string[]>("--funding")
        { Description = "replay: CSV of funding rates, as MARKET=PATH" };
        var speed = new Option<string>("--speed")
        {
            Description = "replay: seconds of history a second, or max",
            DefaultValueFactory = _ => "60",
        };
        var from = new Option<DateTimeOffset?>("--from")
        { Description = "replay: from this time on (UTC)", CustomParser = UtcTime.Parse };
        var to = new Option<DateTimeOffset?>("--to")
        { Description = "replay: up to this time (UTC)", CustomParser = UtcTime.Parse };
        var steps = new Option<int>("--steps")
        { Description = "replay: prices between two points of a bar", DefaultValueFactory = _ => 4 };
        var seed = new Option<int>("--seed")
        { Description = "synthetic: the seed", DefaultValueFactory = _ => 42 };
        var interim = new Option<bool>("--interim")
        {
            Description = "whether tokens listed at first start have interim rebalances",
            DefaultValueFactory = _ => true,
        };
        var batch = new Option<int>("--ledger-batch")
        {
            Description = "most entries that the ledger commits in one transaction",
            DefaultValueFactory = _ => new LedgerOptions().BatchLimit,
        };
        batch.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--ledger-batch must be at least 1");
            }
        });
        var health = new HealthArguments();
        var command = new RootCommand("The exchange: a silo, a gateway, or both.")
        { port, address, data, keyFile, feed, file, funding, speed, from, to, steps, seed, interim, batch };
        var ledger = new LedgerArguments();
        ledger.AddTo(command);
        var cluster = new ClusterArguments();
        cluster.AddTo(command, ledger, feed);
        health.AddTo(command);
        command.Add(AuditCommand.Create(data, ledger));
        command.Add(ExportCommand.Create(data, ledger));
        command.Add(ledger.Migrate());
        command.Add(ProbeCommand.Create(health));
        command.SetAction((parsed, cancellation) =>
        {
            var options = new SiloOptions(
                parsed.GetValue(port),
                parsed.GetValue(data)!,
                new FeedOptions
                {
                    Kind = parsed.GetValue(feed)!,
                    Files = parsed.GetValue(file) ?? [],
                    Speed = parsed.GetValue(speed)!,
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    StepsPerLeg = parsed.GetValue(steps),
                    Seed = parsed.GetValue(seed),
                },
                parsed.GetValue(funding) ?? [],
                parsed.GetValue(feed) == "replay"
                    ? ReplayStalenessLimitSeconds : TokenTerms.StalenessLimitSecondsDefault,
                parsed.GetValue(interim),
                new LedgerOptions { BatchLimit = parsed.GetValue(batch) },
                ledger.Connection(parsed),
                health.Endpoint(parsed))
            {
                Listen = IPAddress.Parse(parsed.GetValue(address)!),
                KeyFile = parsed.GetValue(keyFile),
                Role = cluster.Role(parsed),
                Cluster = cluster.Cluster(parsed),
            };
            return ExchangeHost.Run(options, cancellation);
        });
        return command;
    }

    private static string FromEnvironment()
    {
        var named = Environment.GetEnvironmentVariable("EXCHANGE_DATA");
        return string.IsNullOrEmpty(named) ? DataFolder.DefaultPath : named;
    }
}
