using Google.Protobuf;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class UnaryTests : EchoTest
{
    [Fact]
    public async Task Answers()
    {
        var reply = await Client.OnceAsync(new EchoRequest { Text = "hello" });
        Assert.Equal("hello", reply.Text);
    }

    [Fact]
    public void Answers_a_blocking_caller() =>
        Assert.Equal("hello", Client.Once(new EchoRequest { Text = "hello" }).Text);

    [Fact]
    public async Task Answers_with_an_empty_message()
    {
        var reply = await Client.OnceAsync(new EchoRequest());
        Assert.Equal(new EchoReply(), reply);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4091)]
    [InlineData(4096)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task Carries_payloads_of_any_size(int size)
    {
        var payload = ByteString.CopyFrom(Enumerable.Range(0, size).Select(i => (byte)(i * 31)).ToArray());
        var reply = await Client.OnceAsync(new EchoRequest { Payload = payload });
        Assert.Equal(payload, reply.Payload);
    }

    [Fact]
    public async Task Has_a_status_and_trailers_when_it_is_done()
    {
        Server.Handlers.Once = (_, context) =>
        {
            context.ResponseTrailers.Add("took", "7 ms");
            context.ResponseTrailers.Add("raw-bin", [0, 255]);
            return Task.FromResult(new EchoReply());
        };
        using var call = Client.OnceAsync(new EchoRequest());
        await call;
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("7 ms", call.GetTrailers().GetValue("took"));
        Assert.Equal([0, 255], call.GetTrailers().GetValueBytes("raw-bin")!);
    }

    [Fact]
    public async Task Has_no_status_and_no_trailers_before()
    {
        var release = Signal();
        Server.Handlers.Once = async (_, _) =>
        {
            await release.Task;
            return new EchoReply();
        };
        using var call = Client.OnceAsync(new EchoRequest());
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        release.SetResult();
        await call;
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Sends_headers_both_ways()
    {
        Metadata? heard = null;
        Server.Handlers.Once = async (_, context) =>
        {
            heard = context.RequestHeaders;
            await context.WriteResponseHeadersAsync(
                new Metadata { { "served-by", "me" }, { "raw-bin", new byte[] { 1, 2, 3 } } });
            return new EchoReply();
        };
        using var call = Client.OnceAsync(
            new EchoRequest(), new Metadata { { "Who", "tester" }, { "key-bin", new byte[] { 9, 0 } } });
        var headers = await call.ResponseHeadersAsync;
        Assert.Equal("me", headers.GetValue("served-by"));
        Assert.Equal([1, 2, 3], headers.GetValueBytes("raw-bin")!);
        await call;
        Assert.Equal("tester", heard!.GetValue("who"));
        Assert.Equal([9, 0], heard!.GetValueBytes("key-bin")!);
        Assert.Null(heard!.Get("te"));
        Assert.Null(heard!.Get("content-type"));
    }

    [Fact]
    public async Task Tells_the_handler_where_it_is()
    {
        ServerCallContext? seen = null;
        var path = "";
        Server.Handlers.Once = (_, context) =>
        {
            seen = context;
            path = context.GetHttpContext().Request.Path;
            Assert.Equal(DateTime.MaxValue, context.Deadline);
            Assert.Equal("/echo.v1.Echo/Once", context.Method);
            Assert.StartsWith("127.0.0.1:", context.Host, StringComparison.Ordinal);
            Assert.StartsWith("ipv4:127.0.0.1:", context.Peer, StringComparison.Ordinal);
            Assert.False(context.AuthContext.IsPeerAuthenticated);
            Assert.Same(context.GetHttpContext().Items, context.UserState);
            return Task.FromResult(new EchoReply());
        };
        await Client.OnceAsync(new EchoRequest());
        Assert.NotNull(seen);
        Assert.Equal("/echo.v1.Echo/Once", path);
    }

    [Fact]
    public async Task Refuses_to_send_headers_twice()
    {
        Server.Handlers.Once = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            return new EchoReply { Text = "once" };
        };
        Assert.Equal("once", (await Client.OnceAsync(new EchoRequest())).Text);
    }

    [Fact]
    public async Task Runs_many_at_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(async i =>
        {
            var reply = await Client.OnceAsync(new EchoRequest { Text = $"{i}" });
            return reply.Text == $"{i}";
        })).WaitAsync(Patience);
        Assert.All(replies, Assert.True);
    }
}
