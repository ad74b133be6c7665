using System.Collections.Concurrent;
using Exchange.Bundled.Orleans.Tests.Support;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Exchange.Bundled.Orleans.Tests.Grains;

/// <summary>What the grains of these tests did, in order; by key.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Entries = new();

    public static void Write(string key, string entry) => Entries.GetOrAdd(key, _ => new()).Enqueue(entry);

    public static string[] Of(string key) => Entries.TryGetValue(key, out var entries) ? [.. entries] : [];
}

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Notes its begin, waits at the gate, notes its end.</summary>
    Task Run(string name, string? gate);

    [AlwaysInterleave]
    Task Interleave(string name);

    [ReadOnly]
    Task Read(string name, string? gate);

    Task CallBack(ITurnGrain other, bool allow);

    Task CallThrough(ITurnGrain first, string name);

    Task<int> Count(int rounds);
}

public abstract class TurnGrainBase : Grain, ITurnGrain
{
    private int _count;

    private string Key => this.GetPrimaryKeyString();

    public async Task Run(string name, string? gate)
    {
        Journal.Write(Key, name + "+");
        if (gate is not null)
        {
            Gate.Open(gate + "/in");
            await Gate.Pass(gate);
        }

        Journal.Write(Key, name + "-");
    }

    public Task Interleave(string name) => Run(name, null);

    public Task Read(string name, string? gate) => Run(name, gate);

    public async Task CallBack(ITurnGrain other, bool allow)
    {
        var me = this.AsReference<ITurnGrain>();
        if (!allow)
        {
            await other.CallThrough(me, "back");
            return;
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        await other.CallThrough(me, "back");
    }

    public Task CallThrough(ITurnGrain first, string name) => first.Run(name, null);

    public async Task<int> Count(int rounds)
    {
        // Neither atomic nor locked: right only if turns never overlap.
        for (var i = 0; i < rounds; i++)
        {
            _count++;
            if (i % 8 == 0) await Task.Yield();
        }

        return _count;
    }
}

public interface IPlainTurnGrain : ITurnGrain;

public interface IReentrantTurnGrain : ITurnGrain;

public interface IChoosyTurnGrain : ITurnGrain;

public sealed class PlainTurnGrain : TurnGrainBase, IPlainTurnGrain;

[Reentrant]
public sealed class ReentrantTurnGrain : TurnGrainBase, IReentrantTurnGrain;

[MayInterleave(nameof(IsFree))]
public sealed class ChoosyTurnGrain : TurnGrainBase, IChoosyTurnGrain
{
    public static bool IsFree(IInvokable call) =>
        call.GetArgumentCount() > 0
        && call.GetArgument(0) is string name
        && name.StartsWith("free", StringComparison.Ordinal);
}
