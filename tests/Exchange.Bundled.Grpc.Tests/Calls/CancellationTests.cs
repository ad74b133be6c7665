namespace Exchange.Bundled.Grpc.Tests;

public sealed class CancellationTests : EchoTest
{
    [Fact]
    public async Task A_cancelled_unary_call_is_cancelled_on_both_sides()
    {
        var (started, cancelled) = (Signal(), Signal());
        Server.Handlers.Once = async (_, context) =>
        {
            started.SetResult();
            await UntilCancelled(context.CancellationToken);
            cancelled.SetResult();
            throw new OperationCanceledException();
        };
        using var source = new CancellationTokenSource();
        using var call = Client.OnceAsync(new EchoRequest(), cancellationToken: source.Token);
        await started.Task.WaitAsync(Patience);
        await source.CancelAsync();
        var refusal = await Refused(() => call.ResponseAsync);
        Assert.Equal(new Status(StatusCode.Cancelled, "Call canceled by the client."), Plain(refusal.Status));
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_disposed_stream_is_cancelled_on_the_server()
    {
        var cancelled = Signal();
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await replies.WriteAsync(new EchoReply());
            await UntilCancelled(context.CancellationToken);
            cancelled.SetResult();
        };
        var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await cancelled.Task.WaitAsync(Patience);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        Assert.Throws<ObjectDisposedException>(() => { _ = call.ResponseStream.MoveNext(); });
    }

    [Fact]
    public async Task A_token_ends_the_reading_of_a_stream()
    {
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await replies.WriteAsync(new EchoReply());
            await UntilCancelled(context.CancellationToken);
        };
        using var source = new CancellationTokenSource();
        using var call = Client.Down(new EchoRequest());
        var refusal = await Refused(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync(source.Token))
                await source.CancelAsync();
        });
        Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_never_starts()
    {
        var called = false;
        Server.Handlers.Once = (_, _) =>
        {
            called = true;
            return Task.FromResult(new EchoReply());
        };
        var refusal = await Refused(
            () => Client.OnceAsync(new EchoRequest(), cancellationToken: new CancellationToken(true)).ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);
        Assert.False(called);
    }

    [Fact]
    public async Task A_server_sees_a_cancelled_request_stream_break_off()
    {
        var (started, ended) = (Signal(), new TaskCompletionSource<Exception?>());
        Server.Handlers.Up = async (requests, _) =>
        {
            started.SetResult();
            ended.SetResult(await Record.ExceptionAsync(async () =>
            {
                while (await requests.MoveNext())
                {
                }
            }));
            return new EchoReply();
        };
        using var source = new CancellationTokenSource();
        using var call = Client.Up(cancellationToken: source.Token);
        await call.RequestStream.WriteAsync(new EchoRequest());
        await started.Task.WaitAsync(Patience);
        await source.CancelAsync();
        Assert.NotNull(await ended.Task.WaitAsync(Patience));
        Assert.Equal(StatusCode.Cancelled, (await Refused(() => call.ResponseAsync)).StatusCode);
        var write = await Refused(() => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Cancelled, write.StatusCode);
    }

    [Fact]
    public async Task A_server_may_cancel_its_own_write_and_with_it_the_call()
    {
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await replies.WriteAsync(new EchoReply());
            await replies.WriteAsync(new EchoReply(), new CancellationToken(true));
        };
        using var call = Client.Down(new EchoRequest());
        // The reset may overtake the message.
        var refusal = await Refused(async () =>
        {
            while (await call.ResponseStream.MoveNext())
            {
            }
        });
        Assert.Equal(StatusCode.Cancelled, refusal.StatusCode);
    }

    [Fact]
    public async Task A_disposed_channel_ends_its_calls()
    {
        Server.Handlers.Down = (_, _, context) => UntilCancelled(context.CancellationToken);
        var channel = Server.Connect();
        var client = new Echo.EchoClient(channel);
        using var call = client.Down(new EchoRequest());
        var read = call.ResponseStream.MoveNext();
        channel.Dispose();
        Assert.Equal(StatusCode.Cancelled, (await Refused(() => read)).StatusCode);
        Assert.Throws<ObjectDisposedException>(() => client.OnceAsync(new EchoRequest()));
    }

    /// <summary>Without the exception behind it, which takes part in comparisons.</summary>
    private static Status Plain(Status status) => new(status.StatusCode, status.Detail);
}
