using System.Net;
using System.Net.Sockets;

namespace Exchange.Silo.Clustering;

/// <summary>Ports that Orleans listens on.</summary>
internal static class Ports
{
    /// <summary>The port itself, or for 0 one that nobody listens on.</summary>
    public static int OrFree(int port)
    {
        if (port != 0)
        {
            return port;
        }

        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
