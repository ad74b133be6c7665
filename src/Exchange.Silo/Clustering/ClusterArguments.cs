using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace Exchange.Silo.Clustering;

/// <summary>The options that make a process part of a cluster.</summary>
internal sealed class ClusterArguments
{
    private const string Both = "both";
    private const string Silo = "silo";
    private const string Gateway = "gateway";
    private const int SiloPortUsual = 11111;
    private const int GatewayPortUsual = 30000;

    private readonly Option<string?> _cluster = new Option<string?>("--cluster")
    { Description = "id of the cluster that the process is part of; needs --ledger postgres" };

    private readonly Option<string> _role = new Option<string>("--role")
    {
        Description = "what the process does in its cluster: silo, gateway, both",
        DefaultValueFactory = _ => Both,
    };

    private readonly Option<string> _siloAddress = new Option<string>("--silo-address")
    {
        Description = "address or name by which the others of the cluster reach this silo",
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
    };

    private readonly Option<int> _siloPort = new Option<int>("--silo-port")
    { Description = "port for other silos (0: any free one)", DefaultValueFactory = _ => SiloPortUsual };

    private readonly Option<int> _gatewayPort = new Option<int>("--gateway-port")
    { Description = "port for gateways of the cluster (0: any free one)", DefaultValueFactory = _ => GatewayPortUsual };

    public ClusterArguments()
    {
        _role.AcceptOnlyFromAmong(Both, Silo, Gateway);
        _role.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() != Both && string.IsNullOrEmpty(result.GetValue(_cluster)))
            {
                result.AddError($"--role {result.GetValueOrDefault<string>()} needs --cluster");
            }
        });
        foreach (var port in new[] { _siloPort, _gatewayPort })
        {
            port.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
                {
                    result.AddError($"{port.Name} must be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}");
                }
            });
        }
    }

    public void AddTo(Command command, LedgerArguments ledger, Option<string> feed)
    {
        Option[] all = [_cluster, _role, _siloAddress, _siloPort, _gatewayPort];
        Array.ForEach(all, command.Add);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(_cluster)))
            {
                return;
            }

            if (!ledger.IsPostgres(result))
            {
                result.AddError("--cluster needs --ledger postgres: silos find each other there, and keep their money");
            }

            if (result.GetValue(feed) == "replay")
            {
                result.AddError("--cluster cannot replay: a replay moves the clock of one silo");
            }
        });
    }

    public SiloRole Role(ParseResult parsed) => parsed.GetValue(_role) switch
    {
        Silo => SiloRole.Silo,
        Gateway => SiloRole.Gateway,
        _ => SiloRole.Both,
    };

    /// <summary>The cluster; null: the process is an exchange by itself.</summary>
    public ClusterSettings? Cluster(ParseResult parsed) => parsed.GetValue(_cluster) is { Length: > 0 } id
        ? new ClusterSettings(
            id, parsed.GetValue(_siloAddress)!, parsed.GetValue(_siloPort), parsed.GetValue(_gatewayPort))
        : null;
}
