using System.IO.Compression;
using Google.Protobuf;
using Grpc.AspNetCore.Server;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class CompressionTests : EchoTest
{
    private static readonly EchoRequest Long = new() { Text = new string('a', 10_000) };

    protected override void Configure(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.SmallestSize;
    }

    [Fact]
    public async Task Responses_arrive_whole()
    {
        Assert.Equal(Long.Text, (await Client.OnceAsync(Long)).Text);
        using var call = Client.Down(new EchoRequest { Text = Long.Text, Count = 10 });
        var count = 0;
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(Long.Text, reply.Text);
            count++;
        }

        Assert.Equal(10, count);
    }

    [Fact]
    public async Task Responses_are_compressed_for_those_who_accept_it()
    {
        var (response, body) = await Post("identity, gzip");
        Assert.Equal("gzip", RawClient.Find(response.Headers, "grpc-encoding"));
        Assert.Equal(1, body[0]);
        Assert.True(body.Length < 500);
        using var plain = new GZipStream(new MemoryStream(body[5..]), CompressionMode.Decompress);
        Assert.Equal(Long.Text, EchoReply.Parser.ParseFrom(plain).Text);
    }

    [Fact]
    public async Task Responses_stay_plain_for_those_who_do_not()
    {
        var (response, body) = await Post("identity");
        Assert.Null(RawClient.Find(response.Headers, "grpc-encoding"));
        Assert.Equal(0, body[0]);
        Assert.Equal(Long.Text, EchoReply.Parser.ParseFrom(body[5..]).Text);
    }

    [Fact]
    public async Task A_handler_may_leave_messages_plain()
    {
        Server.Handlers.Once = (request, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return Task.FromResult(new EchoReply { Text = request.Text });
        };
        var (_, body) = await Post("gzip");
        Assert.Equal(0, body[0]);
        Assert.Equal(Long.Text, (await Client.OnceAsync(Long)).Text);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_client_may_compress_its_requests(string encoding)
    {
        string? heard = null;
        Server.Handlers.Up = async (requests, context) =>
        {
            heard = context.GetHttpContext().Request.Headers["grpc-encoding"];
            var text = "";
            await foreach (var request in requests.ReadAllAsync())
                text += request.Text;
            return new EchoReply { Text = text };
        };
        using var call = Client.Up(new Metadata { { "grpc-internal-encoding-request", encoding } });
        await call.RequestStream.WriteAsync(Long);
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "!" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Long.Text + "!", (await call).Text);
        Assert.Equal(encoding, heard);
    }

    [Fact]
    public async Task An_encoding_that_nobody_knows_is_unimplemented()
    {
        var (response, _) = await RawClient.PostAsync(
            Server,
            "/echo.v1.Echo/Once",
            RawClient.Frame([1, 2, 3], flag: 1),
            request => request.Headers.TryAddWithoutValidation("grpc-encoding", "snappy"));
        Assert.Equal("12", RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal("identity,gzip,deflate", RawClient.Find(response.Headers, "grpc-accept-encoding"));
    }

    [Fact]
    public async Task A_compressed_message_needs_an_encoding()
    {
        var (response, _) = await RawClient.PostAsync(
            Server, "/echo.v1.Echo/Once", RawClient.Frame([1, 2, 3], flag: 1));
        Assert.Equal("13", RawClient.Find(response.Headers, "grpc-status"));
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData("0102030405060708090a0b0c0d0e0f1011121314", "2")]
    public async Task A_payload_that_does_not_unpack_is_the_handlers_failure_but_nothing_is_nothing(
        string hex, string status)
    {
        var (response, _) = await PostPacked(Convert.FromHexString(hex));
        var headers = status == "0" ? response.TrailingHeaders : response.Headers;
        Assert.Equal(status, RawClient.Find(headers, "grpc-status"));
    }

    [Fact]
    public async Task A_compressed_request_is_read_whatever_the_client_accepts()
    {
        var (response, body) = await PostPacked(Pack(new EchoRequest { Text = "hi" }.ToByteArray()));
        Assert.Equal("0", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal(RawClient.Frame(new EchoReply { Text = "hi" }), body);
    }

#if BUNDLED
    /// <summary>Stricter than grpc-dotnet, which unpacks whatever comes.</summary>
    [Fact]
    public async Task The_limit_holds_for_what_is_unpacked()
    {
        var packed = Pack(new EchoRequest { Text = new string('a', 5_000_000) }.ToByteArray());
        Assert.True(packed.Length < 100_000);
        var (response, _) = await PostPacked(packed);
        Assert.Equal("8", RawClient.Find(response.Headers, "grpc-status"));
    }
#endif

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }

    private Task<(HttpResponseMessage Response, byte[] Body)> PostPacked(byte[] payload) => RawClient.PostAsync(
        Server,
        "/echo.v1.Echo/Once",
        RawClient.Frame(payload, flag: 1),
        request => request.Headers.TryAddWithoutValidation("grpc-encoding", "gzip"));

    private Task<(HttpResponseMessage Response, byte[] Body)> Post(string accepted) => RawClient.PostAsync(
        Server,
        "/echo.v1.Echo/Once",
        RawClient.Frame(Long),
        request => request.Headers.TryAddWithoutValidation("grpc-accept-encoding", accepted));
}
