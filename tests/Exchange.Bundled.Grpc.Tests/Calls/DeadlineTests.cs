using Google.Protobuf;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class DeadlineTests : EchoTest
{
    [Fact]
    public async Task A_unary_call_ends_at_its_deadline_on_both_sides()
    {
        var (entered, cancelled) = (Signal(), Signal());
        Server.Handlers.Once = async (_, context) =>
        {
            entered.TrySetResult();
            await UntilCancelled(context.CancellationToken);
            cancelled.TrySetResult();
            return new EchoReply();
        };
        await UntilEntered(entered, async milliseconds =>
        {
            using var call = Client.OnceAsync(new EchoRequest(), deadline: In(milliseconds));
            var refusal = await Refused(() => call.ResponseAsync);
            Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
            Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        });
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_stream_ends_at_its_deadline()
    {
        var entered = Signal();
        Server.Handlers.Down = async (_, replies, context) =>
        {
            entered.TrySetResult();
            await replies.WriteAsync(new EchoReply());
            await UntilCancelled(context.CancellationToken);
        };
        await UntilEntered(entered, async milliseconds =>
        {
            using var call = Client.Down(new EchoRequest(), deadline: In(milliseconds));
            var refusal = await Refused(async () =>
            {
                while (await call.ResponseStream.MoveNext())
                {
                }
            });
            Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
        });
    }

    [Fact]
    public async Task The_server_knows_the_deadline()
    {
        DateTime seen = default;
        Server.Handlers.Once = (_, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(new EchoReply());
        };
        var begun = DateTime.UtcNow;
        var deadline = In(60_000);
        await Client.OnceAsync(new EchoRequest(), deadline: deadline);
        Assert.Equal(DateTimeKind.Utc, seen.Kind);

        // It is sent as what is left, so it seems later by as long as the request was on its way.
        var way = DateTime.UtcNow - begun;
        Assert.InRange(seen, deadline.AddSeconds(-2), deadline + way + TimeSpan.FromMilliseconds(5));
    }

    [Theory]
    [InlineData(-1000)]
    [InlineData(0)]
    public async Task A_deadline_in_the_past_ends_the_call_before_it_starts(int milliseconds)
    {
        var called = false;
        Server.Handlers.Once = (_, _) =>
        {
            called = true;
            return Task.FromResult(new EchoReply());
        };
        var refusal = await Refused(
            () => Client.OnceAsync(new EchoRequest(), deadline: In(milliseconds)).ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
        Assert.False(called);
    }

    [Fact]
    public async Task A_deadline_of_another_clock_is_refused()
    {
        var local = DateTime.SpecifyKind(DateTime.Now.AddMinutes(1), DateTimeKind.Local);
        Assert.Throws<InvalidOperationException>(() => Client.OnceAsync(new EchoRequest(), deadline: local));
        await Client.OnceAsync(new EchoRequest(), deadline: DateTime.MaxValue);
    }

    [Fact]
    public async Task A_far_deadline_does_not_disturb() =>
        await Client.OnceAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddYears(20));

    [Fact]
    public async Task The_server_ends_the_call_by_itself()
    {
        // A client without a timer of its own: only grpc-timeout speaks.
        Server.Handlers.Once = async (_, context) =>
        {
            await UntilCancelled(context.CancellationToken);
            return new EchoReply { Text = "too late" };
        };
        var (response, body) = await RawClient.PostAsync(
            Server,
            "/echo.v1.Echo/Once",
            RawClient.Frame(new EchoRequest()),
            request => request.Headers.TryAddWithoutValidation("grpc-timeout", "200m"));
        Assert.Empty(body);
        Assert.Equal("4", RawClient.Find(response.Headers, "grpc-status"));
        Assert.Equal("Deadline Exceeded", RawClient.Find(response.Headers, "grpc-message"));
    }

    [Fact]
    public async Task Writes_end_when_the_deadline_passes()
    {
        var entered = Signal();
        var ended = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Handlers.Down = async (_, replies, _) =>
        {
            entered.TrySetResult();
            ended.TrySetResult(await Record.ExceptionAsync(async () =>
            {
                var payload = ByteString.CopyFrom(new byte[100_000]);
                while (true)
                    await replies.WriteAsync(new EchoReply { Payload = payload });
            }));
        };
        await UntilEntered(entered, async milliseconds =>
        {
            // Nobody reads.
            using var call = Client.Down(new EchoRequest(), deadline: In(milliseconds));
            if (await Task.WhenAny(entered.Task, Task.Delay(milliseconds)) == entered.Task)
                Assert.NotNull(await ended.Task.WaitAsync(Patience));
        });
    }

    /// <summary>
    /// Calls with a deadline that is far enough off for the call to begin: the connection is made and the code compiled
    /// before. Where it was not, on a machine that is busy, it calls again with twice as long.
    /// </summary>
    private async Task UntilEntered(TaskCompletionSource entered, Func<int, Task> call)
    {
        using (var first = Client.Up())
        {
            await first.RequestStream.CompleteAsync();
            await first;
        }

        for (var milliseconds = 700; !entered.Task.IsCompleted; milliseconds *= 2)
            await call(milliseconds);
    }

    private static DateTime In(int milliseconds) => DateTime.UtcNow.AddMilliseconds(milliseconds);
}
