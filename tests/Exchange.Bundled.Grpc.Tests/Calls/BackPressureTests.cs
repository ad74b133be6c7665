using Google.Protobuf;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Who does not read stops who writes: nothing piles up between them but what the windows hold.</summary>
public sealed class BackPressureTests : EchoTest
{
    private const int MessageSize = 64 * 1024;

    /// <summary>Far more than the windows of a stream and the buffers behind them.</summary>
    private const int Many = 2000;

    private static readonly ByteString Payload = ByteString.CopyFrom(new byte[MessageSize]);

    private int _written;

    [Fact]
    public async Task A_slow_client_stops_the_server()
    {
        Server.Handlers.Down = async (_, replies, context) =>
        {
            while (!context.CancellationToken.IsCancellationRequested)
            {
                await replies.WriteAsync(new EchoReply { Payload = Payload });
                Interlocked.Increment(ref _written);
            }
        };
        using var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        var before = await WrittenAtRest();
        Assert.InRange(before, 1, Many);
        // And goes on when there is room again.
        for (var i = 0; i < before + 10; i++)
            Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Patience));
        Assert.True(Volatile.Read(ref _written) > before);
    }

    [Fact]
    public async Task A_slow_server_stops_the_client()
    {
        var release = Signal();
        Server.Handlers.Up = async (requests, _) =>
        {
            await release.Task;
            var reply = new EchoReply();
            await foreach (var request in requests.ReadAllAsync())
                reply.Count += request.Payload.Length / MessageSize;
            return reply;
        };
        using var call = Client.Up();
        var writing = WriteManyAsync(call.RequestStream);
        Assert.InRange(await WrittenAtRest(), 1, Many - 1);
        Assert.False(writing.IsCompleted);
        release.SetResult();
        await writing.WaitAsync(Patience);
        Assert.Equal(Many, (await call).Count);
    }

    [Fact]
    public async Task A_slow_stream_does_not_stop_its_neighbours()
    {
        Server.Handlers.Down = async (request, replies, context) =>
        {
            for (var i = 0; i < request.Count && !context.CancellationToken.IsCancellationRequested; i++)
                await replies.WriteAsync(new EchoReply { Payload = Payload });
        };
        using var slow = Client.Down(new EchoRequest { Count = Many });
        Assert.True(await slow.ResponseStream.MoveNext());
        using var fast = Client.Down(new EchoRequest { Count = 100 });
        for (var i = 0; i < 100; i++)
            Assert.True(await fast.ResponseStream.MoveNext().WaitAsync(Patience));
        Assert.Equal("x", (await Client.OnceAsync(new EchoRequest { Text = "x" })).Text);
    }

    private async Task WriteManyAsync(IClientStreamWriter<EchoRequest> requests)
    {
        for (var i = 0; i < Many; i++)
        {
            await requests.WriteAsync(new EchoRequest { Payload = Payload });
            Interlocked.Increment(ref _written);
        }

        await requests.CompleteAsync();
    }

    /// <summary>How many messages were written when the writer came to rest.</summary>
    private async Task<int> WrittenAtRest()
    {
        int before;
        do
        {
            before = Volatile.Read(ref _written);
            await Task.Delay(300);
        }
        while (before == 0 || Volatile.Read(ref _written) != before);
        return before;
    }
}
