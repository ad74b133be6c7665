using System.Net;
using System.Net.Sockets;

namespace Exchange.Ledger.Tests;

/// <summary>
/// Ports of this machine that nobody listens on. They are below those that the system gives out by itself, so that
/// nobody gets one by chance before it is listened on, or while what listens is started again.
/// </summary>
internal static class FreePort
{
    private const int First = 15_000;
    private const int Count = 15_000;

    /// <summary>Processes that run at the same time begin at different places.</summary>
    private static int _last = Environment.ProcessId * 64;

    /// <summary>One that this process was not given before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _last) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
