using Orleans.Concurrency;

namespace Exchange.Bundled.Orleans.Tests.Grains;

public interface IEchoGrain : IGrainWithStringKey
{
    Task<int> Add(int left, int right);

    ValueTask<string> Say(string text);

    ValueTask Touch();

    Task<string> Key();

    Task Fail(string message);

    Task FailAtOnce(string message);

    [OneWay]
    Task Shout(string gate);

    [ResponseTimeout("00:00:00.3")]
    Task Hang(string gate);

    Task<bool> WaitForCancellation(string gate, CancellationToken cancellation);

    Task<string?> Context(string key);

    Task<string?> ContextOf(string other, string key);

    Task<bool> ComesBack();
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public ValueTask<string> Say(string text) => ValueTask.FromResult(text);

    public ValueTask Touch() => ValueTask.CompletedTask;

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task FailAtOnce(string message) => throw new InvalidOperationException(message);

    public async Task Shout(string gate)
    {
        await Support.Gate.Pass(gate + "/go");
        Support.Gate.Open(gate + "/gone");
        throw new InvalidOperationException("nobody hears this");
    }

    public Task Hang(string gate) => Support.Gate.Pass(gate);

    public async Task<bool> WaitForCancellation(string gate, CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => cancelled.TrySetResult());
        Support.Gate.Open(gate + "/started");
        await cancelled.Task;
        Support.Gate.Open(gate + "/cancelled");
        return true;
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ContextOf(string other, string key) =>
        GrainFactory.GetGrain<IEchoGrain>(other).Context(key);

    public async Task<bool> ComesBack()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Delay(1);
        var same = ReferenceEquals(scheduler, TaskScheduler.Current);
        await Task.Run(() => { });
        same &= ReferenceEquals(scheduler, TaskScheduler.Current);
        var continued = await Task.CompletedTask.ContinueWith(_ => TaskScheduler.Current, TaskScheduler.Current);
        return same && ReferenceEquals(scheduler, continued) && scheduler != TaskScheduler.Default;
    }
}
