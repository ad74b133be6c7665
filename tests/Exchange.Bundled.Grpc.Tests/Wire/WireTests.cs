using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>The bytes and headers themselves.</summary>
public sealed class WireTests : EchoTest
{
    private const string Once = "/echo.v1.Echo/Once";

    [Fact]
    public async Task A_response_is_a_header_a_message_and_trailers()
    {
        var (response, body) = await RawClient.PostAsync(
            Server, Once, RawClient.Frame(new EchoRequest { Text = "hi" }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(RawClient.Frame(new EchoReply { Text = "hi" }), body);
        Assert.Equal("0", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Null(RawClient.Find(response.Headers, "grpc-status"));
        Assert.Null(RawClient.Find(response.TrailingHeaders, "grpc-message"));
    }

    [Fact]
    public async Task A_refusal_without_messages_is_nothing_but_trailers()
    {
        Server.Handlers.Once = (_, context) =>
        {
            context.ResponseTrailers.Add("reason", "WHY");
            throw new RpcException(new Status(StatusCode.Aborted, "50 % größer"));
        };
        var (response, body) = await RawClient.PostAsync(Server, Once, RawClient.Frame(new EchoRequest()));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(body);
        Assert.Equal("10", RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal("50 %25 gr%C3%B6%C3%9Fer", RawClient.Find(response.Headers, "grpc-message"));
        Assert.Equal("WHY", RawClient.Find(response.Headers, "reason"));
    }

    [Theory]
    [InlineData("", "Incomplete message.")]
    [InlineData("0000000005", "Incomplete message.")]
    [InlineData("00000000000000000000", "Additional data after the message received.")]
    public async Task A_unary_request_is_exactly_one_message(string hex, string why)
    {
        var (response, _) = await RawClient.PostAsync(Server, Once, Convert.FromHexString(hex));
        Assert.Equal("13", RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal(why, RawClient.Find(response.Headers, "grpc-message"));
    }

    [Fact]
    public async Task A_message_that_does_not_parse_is_the_handlers_failure()
    {
        var (response, _) = await RawClient.PostAsync(Server, Once, RawClient.Frame([0xff, 0xff]));
        Assert.Equal("2", RawClient.Find(response.Headers, "grpc-status"));
    }

    [Fact]
    public async Task A_stream_may_arrive_in_any_pieces()
    {
        var frames = Enumerable.Range(1, 3)
            .SelectMany(i => RawClient.Frame(new EchoRequest { Text = "ab", Count = i }));
        var (_, body) = await RawClient.PostAsync(
            Server,
            "/echo.v1.Echo/Up",
            [],
            request => request.Content = Typed(new DrippingContent([.. frames])));
        Assert.Equal(RawClient.Frame(new EchoReply { Text = "ababab", Count = 6 }), body);
    }

    [Fact]
    public async Task Metadata_without_padding_is_read_too()
    {
        byte[]? heard = null;
        Server.Handlers.Once = (_, context) =>
        {
            heard = context.RequestHeaders.GetValueBytes("key-bin");
            return Task.FromResult(new EchoReply());
        };
        await RawClient.PostAsync(
            Server,
            Once,
            RawClient.Frame(new EchoRequest()),
            request => request.Headers.TryAddWithoutValidation("key-bin", "AQI"));
        Assert.Equal([1, 2], heard!);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    public async Task Only_grpc_content_is_served(string contentType, HttpStatusCode expected)
    {
        var (response, _) = await RawClient.PostAsync(
            Server,
            Once,
            RawClient.Frame(new EchoRequest()),
            request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue(contentType));
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Http_1_needs_an_upgrade()
    {
        await using var server = await TestServer.StartAsync(protocols: HttpProtocols.Http1);
        var (response, _) = await RawClient.PostAsync(
            server, Once, RawClient.Frame(new EchoRequest()), request => request.Version = HttpVersion.Version11);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("HTTP/2", RawClient.Find(response.Headers, "Upgrade"));
    }

    private static DrippingContent Typed(DrippingContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return content;
    }

    /// <summary>One byte at a time, each in a frame of its own.</summary>
    private sealed class DrippingContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var value in bytes)
            {
                await stream.WriteAsync(new[] { value });
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
