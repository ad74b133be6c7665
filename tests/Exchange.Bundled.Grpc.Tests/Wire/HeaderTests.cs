namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Metadata, statuses and trailers as they stand in the headers.</summary>
public sealed class HeaderTests : EchoTest
{
    private const string Once = "/echo.v1.Echo/Once";

    private static readonly byte[] Request = RawClient.Frame(new EchoRequest());

    [Fact]
    public async Task Two_values_of_a_text_key_arrive_as_one()
    {
        var heard = await Hear(("key", "1"), ("key", "2"), ("empty", ""));
        Assert.Equal("1, 2", heard.GetValue("key"));
        Assert.Equal("", heard.GetValue("empty"));
    }

    [Fact]
    public async Task The_protocols_own_headers_are_no_metadata_and_others_are()
    {
        var heard = await Hear(
            ("grpc-timeout", "1M"),
            ("grpc-accept-encoding", "identity"),
            ("accept-encoding", "br"),
            ("grpc-else", "1"),
            ("grpc-trace-bin", "AQ"));
        Assert.Null(heard.Get("grpc-timeout"));
        Assert.Null(heard.Get("grpc-accept-encoding"));
        Assert.Null(heard.Get("accept-encoding"));
        Assert.Null(heard.Get(":path"));
        Assert.Equal("1", heard.GetValue("grpc-else"));
        Assert.Equal([1], heard.GetValueBytes("grpc-trace-bin")!);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AQ,Ag")]
    [InlineData("$$$$")]
    public async Task Bytes_that_are_no_base64_fail_the_handler_that_asks(string value)
    {
        Server.Handlers.Once = (_, context) =>
        {
            Assert.NotNull(context.RequestHeaders);
            return Task.FromResult(new EchoReply());
        };
        var (response, _) = await RawClient.PostAsync(
            Server, Once, Request, request => request.Headers.TryAddWithoutValidation("key-bin", value));
        Assert.Equal("2", RawClient.Find(response.Headers, "grpc-status"));
    }

    [Fact]
    public async Task Trailers_keep_their_order_and_cannot_stand_in_for_the_status()
    {
        Server.Handlers.Once = (_, context) =>
        {
            context.ResponseTrailers.Add("grpc-status", "3");
            context.ResponseTrailers.Add("key", "1");
            context.ResponseTrailers.Add("key", "2");
            context.ResponseTrailers.Add("key-bin", [1]);
            context.ResponseTrailers.Add("key-bin", [2]);
            return Task.FromResult(new EchoReply());
        };
        var (response, _) = await RawClient.PostAsync(Server, Once, Request);
        Assert.Equal("0", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal("1,2", RawClient.Find(response.TrailingHeaders, "key"));
        Assert.Equal("AQ==,Ag==", RawClient.Find(response.TrailingHeaders, "key-bin"));
        using var call = Client.OnceAsync(new EchoRequest());
        await call;
        Assert.Equal(["1", "2"], call.GetTrailers().GetAll("key").Select(entry => entry.Value));
        Assert.Equal(
            [1, 2], call.GetTrailers().GetAll("key-bin").Select(entry => (int)entry.ValueBytes.Single()));
    }

    [Fact]
    public async Task A_refusal_after_the_headers_stands_in_the_trailers()
    {
        Server.Handlers.Once = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "key", "1" } });
            throw new RpcException(new Status(StatusCode.NotFound, "none"));
        };
        var (response, body) = await RawClient.PostAsync(Server, Once, Request);
        Assert.Empty(body);
        Assert.Equal("1", RawClient.Find(response.Headers, "key"));
        Assert.Null(RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal("5", RawClient.Find(response.TrailingHeaders, "grpc-status"));
        Assert.Equal("none", RawClient.Find(response.TrailingHeaders, "grpc-message"));
    }

    [Theory]
    [InlineData("\u0001\t\r\n ~%\u007f", "%01%09%0D%0A ~%25%7F")]
    [InlineData("€ \ud83c\udf89", "%E2%82%AC %F0%9F%8E%89")]
    [InlineData("a+b&c=d/e", "a+b&c=d/e")]
    public Task The_text_of_a_status_is_printable_ascii(string detail, string encoded) => IsEncoded(detail, encoded);

    [Fact]
    public Task Half_a_character_becomes_a_question_mark() => IsEncoded($"{(char)0xd800}", "%EF%BF%BD");

    private async Task IsEncoded(string detail, string encoded)
    {
        Server.Handlers.Once = (_, _) => throw new RpcException(new Status((StatusCode)77, detail));
        var (response, _) = await RawClient.PostAsync(Server, Once, Request);
        Assert.Equal("77", RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal(encoded, RawClient.Find(response.Headers, "grpc-message"));
    }

    private async Task<Metadata> Hear(params (string Key, string Value)[] headers)
    {
        Metadata? heard = null;
        Server.Handlers.Once = (_, context) =>
        {
            heard = context.RequestHeaders;
            return Task.FromResult(new EchoReply());
        };
        await RawClient.PostAsync(Server, Once, Request, request =>
        {
            foreach (var (key, value) in headers)
                request.Headers.TryAddWithoutValidation(key, value);
        });
        return heard!;
    }
}
