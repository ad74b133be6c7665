using Grpc.Net.Client;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class CredentialTests : EchoTest
{
    private static readonly CallCredentials Token = Header("authorization", "Bearer abc");

    [Fact]
    public async Task Are_not_sent_over_an_open_line()
    {
        var heard = Listen();
        await Client.OnceAsync(new EchoRequest(), new CallOptions(credentials: Token));
        Assert.Null(heard().GetValue("authorization"));
    }

    [Fact]
    public async Task Are_sent_over_an_open_line_if_the_channel_insists()
    {
        var heard = Listen();
        var both = CallCredentials.Compose(Header("second", "2"), Header("third", "3"));
        var client = new Echo.EchoClient(Server.Connect(new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Token),
            UnsafeUseInsecureChannelCallCredentials = true,
        }));
        await client.OnceAsync(new EchoRequest(), new CallOptions(credentials: both));
        Assert.Equal("Bearer abc", heard().GetValue("authorization"));
        Assert.Equal("2", heard().GetValue("second"));
        Assert.Equal("3", heard().GetValue("third"));
    }

    [Fact]
    public void Do_not_go_with_an_open_line_otherwise() => Assert.Throws<InvalidOperationException>(
        () => Server.Connect(new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Token),
        }));

    [Fact]
    public void Of_a_channel_must_fit_its_address()
    {
        Assert.Throws<InvalidOperationException>(
            () => Server.Connect(new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress(
            "https://127.0.0.1:1", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("ftp://127.0.0.1:1"));
    }

    [Fact]
    public async Task That_fail_fail_the_call()
    {
        var client = new Echo.EchoClient(
            Server.Connect(new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true }));
        var broken = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));
        var refusal = await Refused(
            () => client.OnceAsync(new EchoRequest(), new CallOptions(credentials: broken)).ResponseAsync);
        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        Assert.Equal("Error starting gRPC call. InvalidOperationException: no token", refusal.Status.Detail);
    }

    [Fact]
    public async Task Are_told_which_service_is_called()
    {
        AuthInterceptorContext? seen = null;
        var client = new Echo.EchoClient(
            Server.Connect(new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true }));
        var watching = CallCredentials.FromInterceptor((context, _) =>
        {
            seen = context;
            return Task.CompletedTask;
        });
        await client.OnceAsync(new EchoRequest(), new CallOptions(credentials: watching));
        Assert.Equal(Server.Address + "/echo.v1.Echo", seen!.ServiceUrl);
        Assert.Equal("Once", seen.MethodName);
    }

    private static CallCredentials Header(string key, string value) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add(key, value);
        return Task.CompletedTask;
    });

    private Func<Metadata> Listen()
    {
        Metadata? heard = null;
        Server.Handlers.Once = (_, context) =>
        {
            heard = context.RequestHeaders;
            return Task.FromResult(new EchoReply());
        };
        return () => heard!;
    }
}
