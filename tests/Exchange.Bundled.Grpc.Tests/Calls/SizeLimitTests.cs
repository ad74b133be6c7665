using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class SizeLimitTests : EchoTest
{
    private const string ReceivedTooLong = "Received message exceeds the maximum configured message size.";
    private const string SentTooLong = "Sending message exceeds the maximum configured message size.";

    protected override void Configure(GrpcServiceOptions options)
    {
        options.MaxReceiveMessageSize = 1000;
        options.MaxSendMessageSize = 2000;
    }

    [Fact]
    public async Task A_request_that_is_too_long_is_refused_by_the_server()
    {
        await Client.OnceAsync(Of(990));
        Assert.Equal(
            new Status(StatusCode.ResourceExhausted, ReceivedTooLong),
            (await Refused(() => Client.OnceAsync(Of(1001)).ResponseAsync)).Status);
    }

    [Fact]
    public async Task A_streamed_request_that_is_too_long_is_refused_by_the_server()
    {
        using var call = Client.Up();
        await call.RequestStream.WriteAsync(Of(1001));
        Assert.Equal(StatusCode.ResourceExhausted, (await Refused(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task A_response_that_is_too_long_is_not_sent()
    {
        Server.Handlers.Once = (_, _) => Task.FromResult(new EchoReply { Payload = Of(2001).Payload });
        Assert.Equal(
            new Status(StatusCode.ResourceExhausted, SentTooLong),
            (await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync)).Status);
    }

    [Fact]
    public async Task A_response_that_is_too_long_is_refused_by_the_client()
    {
        var client = new Echo.EchoClient(Server.Connect(new GrpcChannelOptions { MaxReceiveMessageSize = 100 }));
        Assert.Equal(
            new Status(StatusCode.ResourceExhausted, ReceivedTooLong),
            (await Refused(() => client.OnceAsync(Of(200)).ResponseAsync)).Status);
        using var call = client.Down(new EchoRequest { Text = new string('x', 200), Count = 3 });
        Assert.Equal(
            StatusCode.ResourceExhausted, (await Refused(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_too_long_is_not_sent()
    {
        var client = new Echo.EchoClient(Server.Connect(new GrpcChannelOptions { MaxSendMessageSize = 100 }));
        Assert.Equal(
            new Status(StatusCode.ResourceExhausted, SentTooLong),
            (await Refused(() => client.OnceAsync(Of(200)).ResponseAsync)).Status);
    }

    [Fact]
    public async Task Without_a_word_a_message_may_have_4_megabytes()
    {
        await using var server = await TestServer.StartAsync();
        var size = 4 * 1024 * 1024;
        var refusal = await Refused(() => server.Client.OnceAsync(Of(size)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Equal(size - 100, (await server.Client.OnceAsync(Of(size - 100))).Payload.Length);
    }

    private static EchoRequest Of(int size) => new() { Payload = ByteString.CopyFrom(new byte[size]) };
}
