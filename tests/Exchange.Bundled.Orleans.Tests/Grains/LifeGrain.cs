using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests.Grains;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Tells activations apart.</summary>
    Task<Guid> Life();

    Task<Guid> End();

    Task<Guid> EndThenWait(string gate);
}

public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _life = Guid.NewGuid();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write(Key, "activate");
        return Key.StartsWith("broken", StringComparison.Ordinal)
            ? throw new InvalidOperationException("broken")
            : Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(Key, reason.ReasonCode.ToString());
        Gate.Open(Key + "/deactivated");
        return Task.CompletedTask;
    }

    public Task<Guid> Life() => Task.FromResult(_life);

    public Task<Guid> End()
    {
        DeactivateOnIdle();
        return Task.FromResult(_life);
    }

    public async Task<Guid> EndThenWait(string gate)
    {
        DeactivateOnIdle();
        Gate.Open(gate + "/in");
        await Gate.Pass(gate);
        Journal.Write(Key, "waited");
        return _life;
    }
}

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

public interface INumberGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public interface ICompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Key();
}

public interface IManyGrain : IGrainWithStringKey
{
    Task<string> Class();
}

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

public sealed class NumberGrain : Grain, INumberGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public sealed class CompoundGrain : Grain, ICompoundGrain
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var text)}/{text}");
}

public sealed class ManyGrain : Grain, IManyGrain
{
    public Task<string> Class() => Task.FromResult("one");
}

[GrainType("other-many")]
public sealed class OtherManyGrain : Grain, IManyGrain
{
    public Task<string> Class() => Task.FromResult("other");
}
