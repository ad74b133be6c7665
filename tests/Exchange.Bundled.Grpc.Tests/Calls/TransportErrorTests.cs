using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>What a client makes of servers that are not there, or not gRPC.</summary>
public sealed class TransportErrorTests : EchoTest
{
    protected override void Map(WebApplication app)
    {
        app.MapGrpcService<EchoService>();
        app.Use(async (http, next) =>
        {
            if (http.Request.Headers["answer"] is [{ } answer])
                http.Response.StatusCode = int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
            else if (http.Request.Headers.ContainsKey("html"))
                await http.Response.WriteAsync("<html/>");
            else if (http.Request.Headers.ContainsKey("abort"))
                http.Abort();
            else
                await next(http);
        });
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(418, StatusCode.Unknown)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    public async Task Every_http_status_has_a_meaning(int http, StatusCode expected)
    {
        var headers = new Metadata { { "answer", $"{http}" } };
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest(), headers).ResponseAsync);
        Assert.Equal(new Status(expected, $"Bad gRPC response. HTTP status code: {http}"), refusal.Status);
        using var call = Client.Down(new EchoRequest(), headers);
        Assert.Equal(expected, (await Refused(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_grpc_cancels_the_call()
    {
        var refusal = await Refused(
            () => Client.OnceAsync(new EchoRequest(), new Metadata { { "html", "1" } }).ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);
    }

    [Fact]
    public async Task A_stream_that_the_server_aborts_is_an_internal_error()
    {
        var refusal = await Refused(
            () => Client.OnceAsync(new EchoRequest(), new Metadata { { "abort", "1" } }).ResponseAsync);
        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
    }

    [Fact]
    public async Task Where_nobody_listens_the_server_is_unavailable()
    {
        // Held until the end of the test, so that nobody else gets it and listens.
        using var held = new Socket(SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{((IPEndPoint)held.LocalEndPoint!).Port}");
        var client = new Echo.EchoClient(channel);
        Assert.Equal(
            StatusCode.Unavailable,
            (await Refused(() => client.OnceAsync(new EchoRequest()).ResponseAsync)).StatusCode);
        using var down = client.Down(new EchoRequest());
        Assert.Equal(StatusCode.Unavailable, (await Refused(() => down.ResponseStream.MoveNext())).StatusCode);
        using var both = client.Both();
        Assert.Equal(
            StatusCode.Unavailable, (await Refused(() => both.RequestStream.WriteAsync(new EchoRequest()))).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Refused(() => both.ResponseHeadersAsync)).StatusCode);
    }

    [Fact]
    public async Task A_server_of_http_1_is_no_grpc_server()
    {
        await using var server = await TestServer.StartAsync(protocols: HttpProtocols.Http1);
        var refusal = await Refused(() => server.Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
    }

    [Fact]
    public async Task The_callers_own_http_client_and_handler_serve_as_well()
    {
        using var http = new HttpClient();
        var viaClient = new Echo.EchoClient(Server.Connect(new GrpcChannelOptions { HttpClient = http }));
        Assert.Equal("a", (await viaClient.OnceAsync(new EchoRequest { Text = "a" })).Text);
        using var handler = new SocketsHttpHandler();
        var viaHandler = new Echo.EchoClient(Server.Connect(new GrpcChannelOptions { HttpHandler = handler }));
        using var call = viaHandler.Down(new EchoRequest { Count = 2 });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Throws<ArgumentException>(
            () => Server.Connect(new GrpcChannelOptions { HttpClient = http, HttpHandler = handler }));
    }
}
