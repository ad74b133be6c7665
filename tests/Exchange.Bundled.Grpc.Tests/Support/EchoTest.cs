using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>A test with a server of its own.</summary>
public abstract class EchoTest : IAsyncLifetime
{
    /// <summary>Nothing on one machine takes that long unless it hangs.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    protected TestServer Server { get; private set; } = null!;

    protected Echo.EchoClient Client => Server.Client;

    public async Task InitializeAsync() => Server = await TestServer.StartAsync(Configure, Add, Map);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected virtual void Configure(GrpcServiceOptions options)
    {
    }

    protected virtual void Add(IServiceCollection services)
    {
    }

    protected virtual void Map(WebApplication app) => app.MapGrpcService<EchoService>();

    protected static Task<RpcException> Refused(Func<Task> call) =>
        Assert.ThrowsAsync<RpcException>(() => call().WaitAsync(Patience));

    /// <summary>Waits, as a handler, for its call to be cancelled.</summary>
    protected static async Task UntilCancelled(CancellationToken token)
    {
        var cancelled = Signal();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(Patience, CancellationToken.None);
    }

    protected static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
