using System.Net.WebSockets;
using Exchange.Feeds.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Exchange.Feeds.Tests.Live;

/// <summary>
/// Plays an exchange on a port of this machine: every connection, after its subscription came, gets the script, which
/// knows the number of the connection, counted from 1. When the script ends, the server closes.
/// </summary>
internal sealed class TickerServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Func<TickerSession, Task> _script;
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    private TickerServer(Func<TickerSession, Task> script)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.UseWebSockets();
        _web.Run(ServeAsync);
    }

    public Uri Address => new(_web.Urls.First().Replace("http", "ws", StringComparison.Ordinal));

    public static async Task<TickerServer> StartAsync(Func<TickerSession, Task> script)
    {
        var server = new TickerServer(script);
        await server._web.StartAsync();
        return server;
    }

    public LiveEndpoint As(string exchange) => new(exchange, Address);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _web.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            var session = new TickerSession(socket, Interlocked.Increment(ref _connections), end.Token);
            await session.SubscribedAsync();
            await _script(session);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // The client went away, or the test is over.
        }
    }
}
