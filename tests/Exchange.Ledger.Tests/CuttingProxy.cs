using System.Net;
using System.Net.Sockets;

namespace Exchange.Ledger.Tests;

/// <summary>
/// Stands between a client and a server. Told to cut, it hands on what the client sends next, waits for the answer, and
/// ends the connection instead of passing the answer on: the client never learns what became of its request.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private int _cuts;

    /// <param name="port">Of the server on 127.0.0.1.</param>
    public CuttingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next request that is at least so long loses its answer.</summary>
    public int CutFrom { get; set; } = int.MaxValue;

    public int Cuts => _cuts;

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
            var cut = new bool[1];
            await Task.WhenAny(
                PassAsync(client.GetStream(), server.GetStream(), length =>
                {
                    if (length >= CutFrom)
                    {
                        CutFrom = int.MaxValue;
                        cut[0] = true;
                        Interlocked.Increment(ref _cuts);
                    }

                    return true;
                }),
                PassAsync(server.GetStream(), client.GetStream(), _ => !cut[0]));
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, Func<int, bool> passes)
    {
        var buffer = new byte[65_536];
        try
        {
            for (int length; (length = await from.ReadAsync(buffer)) > 0 && passes(length);)
            {
                await to.WriteAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Either side may go at any time.
        }
    }
}
