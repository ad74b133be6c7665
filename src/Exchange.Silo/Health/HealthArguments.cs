using System.CommandLine;
using System.Net;

namespace Exchange.Silo.Health;

/// <summary>The options that say where probes of health are answered.</summary>
internal sealed class HealthArguments
{
    private readonly Option<int?> _port = new Option<int?>("--health-port")
    { Description = "port of /health/live, /health/ready and /metrics (0: any free one)" };

    private readonly Option<string> _address = new Option<string>("--health-address")
    {
        Description = "address that the health port listens on; 0.0.0.0: every one",
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
    };

    public HealthArguments()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            {
                result.AddError($"--health-port must be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}");
            }
        });
        _address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--health-address must be an address such as 127.0.0.1 or 0.0.0.0");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_address);
    }

    /// <summary>Where they are answered; null: nowhere.</summary>
    public IPEndPoint? Endpoint(ParseResult parsed) => parsed.GetValue(_port) is { } port
        ? new IPEndPoint(IPAddress.Parse(parsed.GetValue(_address)!), port) : null;
}
