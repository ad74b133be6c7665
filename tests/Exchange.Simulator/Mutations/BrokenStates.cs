using Exchange.Grains.Markets;
using Exchange.Grains.Tokens;
using Orleans.Storage;

namespace Exchange.Simulator.Mutations;

/// <summary>An activation begins its numbers anew.</summary>
internal sealed class SequenceReset(IGrainStorage inner) : BrokenStorage(inner)
{
    public override async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Inner.ReadStateAsync(stateName, grainId, grainState);
        if (grainState.State is TokenGrainState token) token.SequenceReserved = 0;
    }
}

/// <summary>A market forgets its last token when it is activated anew.</summary>
internal sealed class TokenForgotten(IGrainStorage inner) : BrokenStorage(inner)
{
    public override async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Inner.ReadStateAsync(stateName, grainId, grainState);
        if (grainState.State is not MarketState { Symbols.Count: > 0 } market) return;
        market.Symbols = [.. market.Symbols.SkipLast(1)];
    }
}

/// <summary>A write does not look at the version that it replaces: the last one wins.</summary>
internal sealed class LastWriteWins(IGrainStorage inner) : BrokenStorage(inner)
{
    public override async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = new GrainState<T>();
        await Inner.ReadStateAsync(stateName, grainId, kept);
        grainState.ETag = kept.ETag;
        await Inner.WriteStateAsync(stateName, grainId, grainState);
    }
}
