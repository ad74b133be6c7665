namespace Exchange.Bundled.Grpc.Tests;

public sealed class StatusTests : EchoTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("100% – größer als 5 €\nund mehr: 日本 🎉")]
    [InlineData("%41 is not A")]
    [InlineData("")]
    public async Task A_refusal_reaches_the_client_with_its_text(string detail)
    {
        Server.Handlers.Once = (_, _) => throw new RpcException(new Status(StatusCode.FailedPrecondition, detail));
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal(detail, refusal.Status.Detail);
    }

    [Fact]
    public async Task A_refusal_brings_its_trailers_and_those_of_the_call()
    {
        Server.Handlers.Once = (_, context) =>
        {
            context.ResponseTrailers.Add("first", "1");
            throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "no"), new Metadata { { "reason", "INSUFFICIENT_FUNDS" } });
        };
        using var call = Client.OnceAsync(new EchoRequest());
        var refusal = await Refused(() => call.ResponseAsync);
        Assert.Equal("INSUFFICIENT_FUNDS", refusal.Trailers.GetValue("reason"));
        Assert.Equal("1", refusal.Trailers.GetValue("first"));
        Assert.Equal("INSUFFICIENT_FUNDS", call.GetTrailers().GetValue("reason"));
        Assert.Equal(StatusCode.FailedPrecondition, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_status_that_the_handler_sets_is_the_outcome()
    {
        Server.Handlers.Once = (_, context) =>
        {
            context.Status = new Status(StatusCode.OutOfRange, "too far");
            return Task.FromResult(new EchoReply());
        };
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(new Status(StatusCode.OutOfRange, "too far"), refusal.Status);
    }

    [Fact]
    public async Task An_exception_tells_the_client_nothing_about_itself()
    {
        Server.Handlers.Once = (_, _) => throw new InvalidOperationException("secret");
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(new Status(StatusCode.Unknown, "Exception was thrown by handler."), refusal.Status);
    }

    [Fact]
    public async Task An_exception_tells_everything_where_details_are_enabled()
    {
        await using var server = await TestServer.StartAsync(options => options.EnableDetailedErrors = true);
        server.Handlers.Once = (_, _) => throw new InvalidOperationException("open", new ArgumentException("inner"));
        var refusal = await Refused(() => server.Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(
            "Exception was thrown by handler. InvalidOperationException: open ArgumentException: inner",
            refusal.Status.Detail);
    }

    [Fact]
    public async Task No_message_is_a_cancelled_call()
    {
        Server.Handlers.Once = (_, _) => Task.FromResult<EchoReply>(null!);
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(new Status(StatusCode.Cancelled, "No message returned from method."), refusal.Status);
    }

    [Fact]
    public async Task A_stream_may_fail_after_its_messages()
    {
        Server.Handlers.Down = async (_, replies, context) =>
        {
            await replies.WriteAsync(new EchoReply { Count = 1 });
            context.ResponseTrailers.Add("position", "1");
            throw new RpcException(new Status(StatusCode.DataLoss, "lost"));
        };
        using var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(1, call.ResponseStream.Current.Count);
        var refusal = await Refused(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DataLoss, refusal.StatusCode);
        Assert.Equal("1", refusal.Trailers.GetValue("position"));
        Assert.Equal(StatusCode.DataLoss, call.GetStatus().StatusCode);
        Assert.Equal("1", call.GetTrailers().GetValue("position"));
        // And it stays that way.
        Assert.Equal(StatusCode.DataLoss, (await Refused(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact]
    public async Task A_stream_may_fail_before_its_messages()
    {
        Server.Handlers.Down = (_, _, _) => throw new RpcException(
            new Status(StatusCode.PermissionDenied, "not you"), new Metadata { { "reason", "ROLE" } });
        using var call = Client.Down(new EchoRequest());
        var refusal = await Refused(() => call.ResponseStream.MoveNext());
        Assert.Equal(new Status(StatusCode.PermissionDenied, "not you"), refusal.Status);
        Assert.Equal("ROLE", refusal.Trailers.GetValue("reason"));
        Assert.Equal(StatusCode.PermissionDenied, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_method_that_nobody_wrote_is_unimplemented()
    {
        await using var server = await TestServer.StartAsync(map: app =>
            Microsoft.AspNetCore.Builder.GrpcEndpointRouteBuilderExtensions.MapGrpcService<EmptyService>(app));
        var refusal = await Refused(() => server.Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unimplemented, refusal.StatusCode);
    }

    private sealed class EmptyService : Echo.EchoBase;
}
