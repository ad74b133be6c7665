namespace Exchange.Bundled.Grpc.Tests;

public sealed class StreamingTests : EchoTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public async Task Streams_down_every_message_in_order(int count)
    {
        using var call = Client.Down(new EchoRequest { Text = "tick", Count = count });
        var counts = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
            counts.Add(reply.Count);
        Assert.Equal(Enumerable.Range(0, count), counts);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Streams_up_every_message_in_order()
    {
        using var call = Client.Up();
        foreach (var letter in "abcde")
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{letter}", Count = 1 });
        await call.RequestStream.CompleteAsync();
        var reply = await call;
        Assert.Equal(("abcde", 5), (reply.Text, reply.Count));
    }

    [Fact]
    public async Task Streams_up_nothing_at_all()
    {
        using var call = Client.Up();
        await call.RequestStream.CompleteAsync();
        Assert.Equal(0, (await call).Count);
    }

    [Fact]
    public async Task Takes_an_answer_before_the_stream_is_complete()
    {
        Server.Handlers.Up = async (requests, _) =>
        {
            await requests.MoveNext();
            return new EchoReply { Text = "enough" };
        };
        using var call = Client.Up();
        await call.RequestStream.WriteAsync(new EchoRequest());
        Assert.Equal("enough", (await call.ResponseAsync.WaitAsync(Patience)).Text);
    }

    [Fact]
    public async Task Streams_both_ways_one_answer_for_each_question()
    {
        using var call = Client.Both();
        for (var i = 0; i < 1000; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = i });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.Count);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Streams_both_ways_each_at_its_own_pace()
    {
        Server.Handlers.Both = async (requests, replies, _) =>
        {
            await replies.WriteAsync(new EchoReply { Text = "welcome" });
            var count = 0;
            while (await requests.MoveNext())
                count++;
            await replies.WriteAsync(new EchoReply { Count = count });
        };
        using var call = Client.Both();
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("welcome", call.ResponseStream.Current.Text);
        for (var i = 0; i < 10; i++)
            await call.RequestStream.WriteAsync(new EchoRequest());
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(10, call.ResponseStream.Current.Count);
    }

    [Fact]
    public async Task Gives_headers_before_any_message()
    {
        var release = Signal();
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "resumed-at", "42" } });
            await release.Task;
            await replies.WriteAsync(new EchoReply());
        };
        using var call = Client.Down(new EchoRequest());
        var headers = await call.ResponseHeadersAsync.WaitAsync(Patience);
        Assert.Equal("42", headers.GetValue("resumed-at"));
        release.SetResult();
        Assert.True(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Runs_many_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async n =>
        {
            using var call = Client.Both();
            for (var i = 0; i < 20; i++)
            {
                await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{n}", Count = i });
                Assert.True(await call.ResponseStream.MoveNext());
                Assert.Equal(($"{n}", i), (call.ResponseStream.Current.Text, call.ResponseStream.Current.Count));
            }

            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext());
        })).WaitAsync(Patience);
    }
}
