using System.CommandLine;
using System.Net;

namespace Exchange.Silo.Health;

/// <summary>
/// <c>probe</c>: asks the exchange beside it whether it is well, for whoever supervises it and has no HTTP client, as
/// in a container that holds this program alone.
/// </summary>
internal static class ProbeCommand
{
    private const int Well = 0;
    private const int Unwell = 1;
    private const int UsageError = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static Command Create(HealthArguments health)
    {
        var what = new Argument<string>("what")
        { Description = "live or ready", DefaultValueFactory = _ => "ready" };
        what.AcceptOnlyFromAmong("live", "ready");
        var command = new Command("probe", "Ask the exchange on this machine whether it is well: exit code 0, else 1.")
        { what };
        health.AddTo(command);
        command.SetAction((parsed, cancellation) => health.Endpoint(parsed) is { } endpoint
            ? Ask(parsed.GetValue(what)!, endpoint, cancellation)
            : Refuse());
        return command;
    }

    private static async Task<int> Ask(string what, IPEndPoint endpoint, CancellationToken cancellation)
    {
        // What listens on every address is asked on the nearest.
        var address = endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : endpoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : endpoint.Address;
        var path = what == "live" ? HealthEndpoints.Live : HealthEndpoints.Ready;
        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using var answer = await client.GetAsync(
                new Uri($"http://{new IPEndPoint(address, endpoint.Port)}{path}"), cancellation);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? Well : Unwell;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
            return Unwell;
        }
    }

    private static async Task<int> Refuse()
    {
        await Console.Error.WriteLineAsync("exchange-silo: probe needs --health-port");
        return UsageError;
    }
}
