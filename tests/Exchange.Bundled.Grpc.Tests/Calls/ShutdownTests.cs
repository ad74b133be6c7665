using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>A server that stops while calls run.</summary>
public sealed class ShutdownTests : EchoTest
{
    private CancellationToken Stopping =>
        Server.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    [Fact]
    public async Task Breaks_off_the_streams_that_do_not_end()
    {
        var cancelled = Signal();
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await replies.WriteAsync(new EchoReply());
            await UntilCancelled(context.CancellationToken);
            cancelled.SetResult();
        };
        using var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        var read = call.ResponseStream.MoveNext();
        await Server.StopAsync(new CancellationToken(true));
        await cancelled.Task.WaitAsync(Patience);
        var refusal = await Refused(() => read);
        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Equal(refusal.StatusCode, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Lets_a_stream_end_that_listens_and_its_last_words_arrive()
    {
        Server.Handlers.Down = async (_, replies, _) =>
        {
            await replies.WriteAsync(new EchoReply { Text = "first" });
            await UntilCancelled(Stopping);
            await replies.WriteAsync(new EchoReply { Text = "last" });
            throw new RpcException(new Status(StatusCode.Unavailable, "shutting down"));
        };
        using var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        using var patience = new CancellationTokenSource(Patience);
        var stop = Server.StopAsync(patience.Token);
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("last", call.ResponseStream.Current.Text);
        var refusal = await Refused(() => call.ResponseStream.MoveNext());
        Assert.Equal(new Status(StatusCode.Unavailable, "shutting down"), refusal.Status);
        await stop.WaitAsync(Patience);
    }

    [Fact]
    public async Task Waits_for_a_call_in_flight_and_takes_no_other()
    {
        var (started, release) = (Signal(), Signal());
        Server.Handlers.Once = async (_, _) =>
        {
            started.SetResult();
            await release.Task;
            return new EchoReply { Text = "done" };
        };
        using var call = Client.OnceAsync(new EchoRequest());
        await started.Task.WaitAsync(Patience);
        using var patience = new CancellationTokenSource(Patience);
        var stop = Server.StopAsync(patience.Token);
        await UntilCancelled(Stopping);
        release.SetResult();
        Assert.Equal("done", (await call.ResponseAsync.WaitAsync(Patience)).Text);
        await stop.WaitAsync(Patience);
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
    }

    [Fact]
    public async Task Ends_a_stream_of_requests_on_both_sides()
    {
        var (started, ended) = (Signal(), Signal());
        Server.Handlers.Up = async (requests, _) =>
        {
            started.SetResult();
            await Record.ExceptionAsync(async () =>
            {
                while (await requests.MoveNext())
                {
                }
            });
            ended.SetResult();
            return new EchoReply();
        };
        using var call = Client.Up();
        await call.RequestStream.WriteAsync(new EchoRequest());
        await started.Task.WaitAsync(Patience);
        await Server.StopAsync(new CancellationToken(true));
        await ended.Task.WaitAsync(Patience);
        var refusal = await Refused(() => call.ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Equal(
            StatusCode.Unavailable,
            (await Refused(() => call.RequestStream.WriteAsync(new EchoRequest()))).StatusCode);
    }
}
