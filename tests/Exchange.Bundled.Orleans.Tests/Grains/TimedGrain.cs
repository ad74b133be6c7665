using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests.Grains;

public interface ITimedGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task Block(string gate);

    Task FailNext();

    Task<int> Ticks();
}

public sealed class TimedGrain : Grain, ITimedGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _failNext;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        var options = new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = true };
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.Tick(), this, options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Block(string gate)
    {
        Gate.Open(gate + "/in");
        await Gate.Pass(gate);
        Journal.Write(Key, "unblocked");
    }

    public Task FailNext()
    {
        _failNext = true;
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    private Task Tick()
    {
        _ticks++;
        Journal.Write(Key, "tick");
        Gate.Open($"{Key}/tick {_ticks}");
        if (!_failNext) return Task.CompletedTask;
        _failNext = false;
        throw new InvalidOperationException("a tick that fails");
    }
}
