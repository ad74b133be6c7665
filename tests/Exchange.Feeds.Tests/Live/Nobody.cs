using System.Net;
using System.Net.Sockets;
using Exchange.Feeds.Live;

namespace Exchange.Feeds.Tests.Live;

/// <summary>
/// An address at which nobody listens: its port is held until the end of the test, else another process could get it.
/// </summary>
internal sealed class Nobody : IDisposable
{
    private readonly Socket _held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Nobody() => _held.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Address => new($"ws://{_held.LocalEndPoint}");

    public LiveEndpoint As(string exchange) => new(exchange, Address);

    public void Dispose() => _held.Dispose();
}
