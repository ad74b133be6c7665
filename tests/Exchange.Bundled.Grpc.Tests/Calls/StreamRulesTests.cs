using Google.Protobuf;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>One read and one write at a time, and none after the end.</summary>
public sealed class StreamRulesTests : EchoTest
{
    [Fact]
    public async Task A_client_writes_nothing_after_completing()
    {
        using var call = Client.Up();
        await call.RequestStream.CompleteAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Equal("Request stream has already been completed.", error.Message);
        await call;
    }

    [Fact]
    public async Task A_client_writing_to_a_finished_call_sees_its_outcome()
    {
        Server.Handlers.Both = (_, _, _) => throw new RpcException(new Status(StatusCode.NotFound, "none"));
        using var call = Client.Both();
        await Refused(() => call.ResponseStream.MoveNext());
        var refusal = await Refused(() => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task A_client_reads_one_message_at_a_time()
    {
        using var call = Client.Both();
        var first = call.ResponseStream.MoveNext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext());
        await call.RequestStream.CompleteAsync();
        Assert.False(await first);
    }

    [Fact]
    public async Task A_client_writes_one_message_at_a_time()
    {
        var release = Signal();
        Server.Handlers.Up = async (_, _) =>
        {
            await release.Task;
            return new EchoReply();
        };
        using var call = Client.Up();
        var payload = ByteString.CopyFrom(new byte[4_000_000]);
        var first = call.RequestStream.WriteAsync(new EchoRequest { Payload = payload });
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
        release.SetResult();
        await call;
        await first.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_server_writes_one_message_at_a_time()
    {
        var error = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Handlers.Down = async (_, replies, context) =>
        {
            var payload = ByteString.CopyFrom(new byte[4_000_000]);
            var first = replies.WriteAsync(new EchoReply { Payload = payload });
            error.SetResult(await Record.ExceptionAsync(() => replies.WriteAsync(new EchoReply())));
            await first;
        };
        using var call = Client.Down(new EchoRequest());
        Assert.IsType<InvalidOperationException>(await error.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_server_writes_and_reads_nothing_after_returning()
    {
        IServerStreamWriter<EchoReply>? writer = null;
        IAsyncStreamReader<EchoRequest>? reader = null;
        Server.Handlers.Both = (requests, replies, _) =>
        {
            (reader, writer) = (requests, replies);
            return Task.CompletedTask;
        };
        using var call = Client.Both();
        Assert.False(await call.ResponseStream.MoveNext());
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer!.WriteAsync(new EchoReply()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader!.MoveNext());
    }

    [Fact]
    public async Task Nothing_is_written_in_place_of_a_message()
    {
        var error = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Handlers.Down = async (_, replies, _) =>
            error.SetResult(await Record.ExceptionAsync(() => replies.WriteAsync(null!)));
        using var call = Client.Down(new EchoRequest());
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.IsType<ArgumentNullException>(await error.Task);
        using var up = Client.Up();
        await Assert.ThrowsAsync<ArgumentNullException>(() => up.RequestStream.WriteAsync(null!));
    }
}
