using System.Net;
using Grpc.AspNetCore.Server;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>What a server answers to a client that speaks gRPC badly.</summary>
public sealed class MalformedRequestTests : EchoTest
{
    private const string Once = "/echo.v1.Echo/Once";

    private static readonly byte[] Good = RawClient.Frame(new EchoRequest { Text = "a" });

    protected override void Configure(GrpcServiceOptions options) => options.MaxReceiveMessageSize = 1000;

    [Theory]
    [InlineData("020000000101", "2", "Exception was thrown by handler.")]
    [InlineData("00ffffffff01", "2", "Exception was thrown by handler.")]
    [InlineData("008000000001", "2", "Exception was thrown by handler.")]
    [InlineData("007fffffff01", "8", "Received message exceeds the maximum configured message size.")]
    public async Task A_header_that_is_none_is_refused_before_the_handler(string hex, string status, string why)
    {
        var called = false;
        Server.Handlers.Once = (_, _) =>
        {
            called = true;
            return Task.FromResult(new EchoReply());
        };
        var (response, body) = await RawClient.PostAsync(Server, Once, Convert.FromHexString(hex));
        Assert.Equal((status, why), Outcome(response));
        Assert.Empty(body);
        Assert.False(called);
    }

    [Theory]
    [InlineData("000000000501", "13", "Incomplete message.")]
    [InlineData("00000003e901", "8", "Received message exceeds the maximum configured message size.")]
    [InlineData("0000000002ffff", "2", "Exception was thrown by handler.")]
    public async Task A_stream_that_goes_bad_keeps_what_was_answered(string hex, string status, string why)
    {
        var (response, body) = await RawClient.PostAsync(
            Server, "/echo.v1.Echo/Both", [.. Good, .. Convert.FromHexString(hex)]);
        Assert.Equal(Good, body);
        Assert.Equal(status, RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal(why, RawClient.Find(response.TrailingHeaders, "grpc-message"));
    }

    [Theory]
    [InlineData(null, "Content-Type is missing from the request.")]
    [InlineData("application/grpcx", "Content-Type 'application/grpcx' is not supported.")]
    [InlineData("application/grpc-web-text", "Content-Type 'application/grpc-web-text' is not supported.")]
    public async Task Another_content_type_is_an_http_error_with_a_status(string? type, string why)
    {
        var (response, _) = await Post(type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(("13", why), Outcome(response));
    }

    [Theory]
    [InlineData("APPLICATION/GRPC")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task The_content_type_is_read_generously(string type)
    {
        var (response, body) = await Post(type);
        Assert.Equal("0", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal(Good, body);
    }

    [Theory]
    [InlineData("GET", Once)]
    [InlineData("PUT", Once)]
    [InlineData("POST", "/")]
    [InlineData("POST", "/echo.v1.Echo")]
    [InlineData("POST", "/echo.v1.Echo/Once/more")]
    public async Task What_is_no_call_is_not_found(string method, string path)
    {
        var (response, _) = await RawClient.PostAsync(
            Server, path, [], request => request.Method = new HttpMethod(method));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(RawClient.Find(response.Headers, "grpc-status"));
    }

    [Fact]
    public async Task A_cross_origin_preflight_is_not_allowed_without_CORS()
    {
        var (response, _) = await RawClient.PostAsync(Server, Once, [], request =>
        {
            request.Method = HttpMethod.Options;
            request.Content = null;
            request.Headers.TryAddWithoutValidation("Origin", "http://elsewhere");
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");
        });
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("13", RawClient.Find(response.Headers, "grpc-status"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData("S")]
    [InlineData("0S")]
    [InlineData("99999999H")]
    public async Task A_senseless_timeout_does_not_end_the_call(string timeout)
    {
        var (response, body) = await RawClient.PostAsync(
            Server, Once, Good, request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout));
        Assert.Equal("0", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal(Good, body);
    }

    private Task<(HttpResponseMessage Response, byte[] Body)> Post(string? contentType) => RawClient.PostAsync(
        Server,
        Once,
        Good,
        request =>
        {
            request.Content!.Headers.ContentType = null;
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        });

    private static (string? Status, string? Message) Outcome(HttpResponseMessage response) => (
        RawClient.Find(response.Headers, "grpc-status"), RawClient.Find(response.Headers, "grpc-message"));
}
