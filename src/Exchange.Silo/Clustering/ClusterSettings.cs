using System.Net;
using System.Net.Sockets;

namespace Exchange.Silo.Clustering;

/// <summary>Which cluster a process is part of, and how the others reach it.</summary>
/// <param name="Id">The cluster; those of other ids on the same database know nothing of it.</param>
/// <param name="Host">Address or name by which silos and gateways reach this silo; it listens there.</param>
/// <param name="SiloPort">Where other silos reach it; 0: any free one.</param>
/// <param name="GatewayPort">Where gateways reach it; 0: any free one.</param>
public sealed record ClusterSettings(string Id, string Host, int SiloPort, int GatewayPort)
{
    /// <summary>The address of <see cref="Host"/>, of the fourth version if it has one.</summary>
    /// <exception cref="SocketException">No such name is known.</exception>
    public async Task<IPAddress> Resolve(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Host, out var address))
        {
            return address;
        }

        var found = await Dns.GetHostAddressesAsync(Host, cancellation);
        return found.FirstOrDefault(each => each.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
    }
}
