using System.Globalization;
using System.Security.Cryptography;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger.Tests;
using Exchange.V1;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// Three silos and two gateways before them, five processes on a PostgreSQL of their own; prices are made up by one of
/// the silos, whichever that is. Every process comes back on its ports, so that clients find a gateway where it was.
/// </summary>
public class ClusterFixture : IAsyncLifetime
{
    private protected const int Silos = 3;
    private const int Gateways = 2;
    private const string Id = "test";

    private readonly Scratch _scratch = new();
    private PostgresServer? _server;

    internal byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    internal List<Member> SiloMembers { get; } = [];

    internal List<Member> GatewayMembers { get; } = [];

    internal List<string> Addresses { get; } = [];

    internal Deployment Exchange { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        if (!ClusterFactAttribute.IsCluster)
        {
            return;
        }

        _server = await StartServer();
        Exchange = new Deployment(_scratch.Path, _server.MakeDatabase());
        for (var number = 1; number <= Silos; number++)
        {
            SiloMembers.Add(MakeSilo(number));
        }

        for (var number = 1; number <= Gateways; number++)
        {
            var port = Port();
            Addresses.Add($"http://127.0.0.1:{port}");
            GatewayMembers.Add(new Member(
                $"gateway {number}", Key, "listening on", Arguments("--role", "gateway", "--port", port)));
        }

        await Task.WhenAll(SiloMembers.Concat(GatewayMembers).Select(member => member.Start()));
    }

    public virtual async Task DisposeAsync()
    {
        SiloMembers.Concat(GatewayMembers).ToList().ForEach(member => member.Dispose());
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _scratch.Dispose();
    }

    /// <summary>A client of one gateway.</summary>
    internal Client Client(int gateway = 0) => new(Addresses[gateway], Key);

    /// <summary>The silos as a gateway sees them.</summary>
    internal async Task<IReadOnlyList<Silo>> Status()
    {
        using var client = Client();
        var answer = await client.Operator.GetClusterStatusAsync(new GetClusterStatusRequest(), client.As("operator"));
        return answer.Members;
    }

    private protected virtual Task<PostgresServer> StartServer() => PostgresServer.StartAsync();

    private protected virtual Member MakeSilo(int number) => MakeSilo(number, "127.0.0.1", null);

    /// <summary>A silo of the cluster.</summary>
    /// <param name="number">Which one, from 1.</param>
    /// <param name="address">Where it listens and the others reach it.</param>
    /// <param name="space">The network namespace that it is in; null: the host's.</param>
    private protected Member MakeSilo(int number, string address, string? space)
    {
        var arguments = Arguments(
            "--role", "silo", "--feed", "synthetic",
            "--silo-address", address, "--silo-port", Port(), "--gateway-port", Port());
        return new Member($"silo {number}", Key, "a silo of the cluster", arguments, space);
    }

    private string[] Arguments(params string[] own) => ["--cluster", Id, .. own, .. Exchange.Ledger];

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
