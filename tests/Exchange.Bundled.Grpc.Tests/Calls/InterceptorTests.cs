using Grpc.AspNetCore.Server;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class InterceptorTests : EchoTest
{
    protected override void Configure(GrpcServiceOptions options)
    {
        options.Interceptors.Add<Recorder>("outer");
        options.Interceptors.Add<Guard>();
    }

    protected override void Add(IServiceCollection services)
    {
        services.AddSingleton<List<string>>();
        services.AddGrpc().AddServiceOptions<EchoService>(options => options.Interceptors.Add<Recorder>("inner"));
    }

    private List<string> Log => Server.Services.GetRequiredService<List<string>>();

    [Fact]
    public async Task Stand_around_a_unary_call_in_order()
    {
        Assert.Equal("x", (await Client.OnceAsync(new EchoRequest { Text = "x" })).Text);
        Assert.Equal(["outer in", "inner in", "inner out", "outer out"], Log);
    }

    [Fact]
    public async Task Stand_around_every_kind_of_call()
    {
        using var down = Client.Down(new EchoRequest { Count = 1 });
        Assert.True(await down.ResponseStream.MoveNext());
        using var up = Client.Up();
        await up.RequestStream.CompleteAsync();
        await up;
        using var both = Client.Both();
        await both.RequestStream.CompleteAsync();
        Assert.False(await both.ResponseStream.MoveNext());
        Assert.Equal(3, Log.Count(line => line == "outer in"));
        Assert.Equal(3, Log.Count(line => line == "inner in"));
    }

    [Fact]
    public async Task May_refuse_a_call()
    {
        var refusal = await Refused(
            () => Client.OnceAsync(new EchoRequest(), new Metadata { { "forbidden", "1" } }).ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        Assert.DoesNotContain("inner in", Log);
    }

    [Fact]
    public async Task On_the_client_stand_around_calls_too()
    {
        var log = new List<string>();
        string? heard = null;
        Server.Handlers.Once = (_, context) =>
        {
            heard = context.RequestHeaders.GetValue("added");
            return Task.FromResult(new EchoReply());
        };
        var invoker = Server.Connect()
            .Intercept(headers => [.. headers, new Metadata.Entry("added", "yes")])
            .Intercept(new ClientRecorder(log, "first"), new ClientRecorder(log, "second"));
        await new Echo.EchoClient(invoker).OnceAsync(new EchoRequest());
        Assert.Equal("yes", heard);
        Assert.Equal(["first", "second"], log);
    }

    [Fact]
    public void Only_interceptors_are_taken() => Assert.Throws<ArgumentException>(
        () => new InterceptorCollection().Add(typeof(string)));

    /// <summary>Made for each call, with a name that the container does not know.</summary>
    public sealed class Recorder(List<string> log, string name) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} in");
            var response = await continuation(request, context);
            log.Add($"{name} out");
            return response;
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} in");
            return continuation(request, responseStream, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} in");
            return continuation(requestStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} in");
            return continuation(requestStream, responseStream, context);
        }
    }

    public sealed class Guard : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            context.RequestHeaders.Get("forbidden") is null
                ? continuation(request, context)
                : throw new RpcException(new Status(StatusCode.PermissionDenied, "forbidden"));
    }

    private sealed class ClientRecorder(List<string> log, string name) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            log.Add(name);
            return continuation(request, context);
        }
    }
}
